//! Workbooks as survey tools and offices write them.

use intake::{Input, IntakeError, Options, Read, Source};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::{assert_adds_up, fault, shown};

fn read(bytes: Vec<u8>, options: &Options) -> Result<Read, IntakeError> {
    let read = intake::read(vec![Input::File(Source::memory("Umfrage.xlsx", bytes))], options)?;
    assert_adds_up(&read);
    Ok(read)
}

fn words(sheet: &mut Worksheet, row: u32, cells: &[&str]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, *cell)?;
    }
    Ok(())
}

/// Field names above, questions below, as one survey tool writes them.
fn survey() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Answers")?;
    words(sheet, 0, &["ResponseId", "RecordedDate", "Q1", "Q2", "UserLanguage"])?;
    let asks = "What should the plan do first? Please write as much as you like.";
    words(sheet, 1, &["Response ID", "Recorded Date", "Your age", asks, "User Language"])?;
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (row, text) in
        (2..).zip(["Mend the footpaths in the old town.", "More trees, fewer cars.", ""])
    {
        sheet.write_string(row, 0, format!("R_{row}"))?;
        let moment = ExcelDateTime::from_ymd(2026, 5, row as u8)?.and_hms(9, 30, 0)?;
        sheet.write_datetime_with_format(row, 1, &moment, &date)?;
        sheet.write_number(row, 2, 30.0 + f64::from(row))?;
        sheet.write_string(row, 3, text)?;
        sheet.write_string(row, 4, "EN")?;
    }
    sheet.write_formula(5, 3, Formula::new("=NA()").set_result("#N/A"))?;
    sheet.write_string(5, 0, "R_5")?;
    book.save_to_buffer()
}

/// A title, group titles over merged cells, the names, an empty row and a second sheet.
fn office() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    words(book.add_worksheet().set_name("说明")?, 0, &["本表由各处室汇总"])?;
    let sheet = book.add_worksheet().set_name("意见汇总")?;
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "规划纲要征求意见汇总表", &plain)?;
    sheet.merge_range(1, 0, 1, 2, "基本信息", &plain)?;
    sheet.merge_range(1, 3, 1, 4, "意见建议", &plain)?;
    words(sheet, 2, &["编号", "渠道", "日期", "内容", "类别"])?;
    for (row, text) in [(3, "希望增加公共汽车班次"), (5, "请修复人行道")] {
        sheet.write_number(row, 0, f64::from(row) + 100.0)?;
        words(sheet, row, &["", "座谈会", "2026年5月1日", text, "交通"])?;
    }
    book.save_to_buffer()
}

#[test]
fn a_survey_with_two_header_rows() {
    insta::assert_snapshot!(shown(&read(survey().unwrap(), &Options::default()).unwrap()), @r#"
        Umfrage.xlsx: xlsx -, 4 = 2 + 2
          note: sheet `Answers`, header in rows 1 to 2
          note: the text is taken from `Q2`, which reads like answers
        R_2 | "Mend the footpaths in the old town." | xlsx public en at 1777714200000
        R_3 | "More trees, fewer cars." | xlsx public en at 1777800600000
        quarantine Umfrage.xlsx:5 [Q2] the text is empty: "R_4,2026-05-04T09:30:00,34,,EN"
        quarantine Umfrage.xlsx:6 [Q2] the cell shows the error #N/A: "R_5,,,#N/A"
        "#);
}

#[test]
fn an_office_table_with_titles_above_and_two_sheets() {
    insta::assert_snapshot!(shown(&read(office().unwrap(), &Options::default()).unwrap()), @r#"
        Umfrage.xlsx: xlsx -, 2 = 2 + 0
          note: sheet `意见汇总`, header in rows 2 to 3
          note: other sheets are not read: 说明
        103 | "希望增加公共汽车班次" | meeting public at 1777593600000
        105 | "请修复人行道" | meeting public at 1777593600000
        "#);
}

#[test]
fn sheet_and_header_row_by_hand() {
    let options = |sheet: &str, header_row| Options {
        sheet: Some(sheet.into()),
        header_row,
        ..Options::default()
    };
    let mut all = shown(&read(office().unwrap(), &options("2", Some(3))).unwrap());
    for options in [options("意见", None), options("说明", None), options("意见汇总", Some(40))]
    {
        all += &format!("{}\n", fault(read(office().unwrap(), &options)));
    }
    insta::assert_snapshot!(all, @r#"
        Umfrage.xlsx: xlsx -, 2 = 2 + 0
          note: sheet `意见汇总`, header in row 3
        103 | "希望增加公共汽车班次" | meeting public at 1777593600000
        105 | "请修复人行道" | meeting public at 1777593600000
        error: Umfrage.xlsx: there is no sheet `意见`; sheets are: 说明, 意见汇总
        hint: write --sheet with one of these names
        exit 2
        error: Umfrage.xlsx: no column for the text; columns are: 本表由各处室汇总
        hint: name the column: --map text=COLUMN
        exit 3
        error: Umfrage.xlsx: there is no row 40 to take the column names from
        hint: --header-row counts the rows of the sheet, or the lines of the file, from 1
        exit 2
        "#);
}

#[test]
fn what_look_shows_of_a_workbook() {
    let source = Source::memory("Umfrage.xlsx", survey().unwrap());
    insta::assert_snapshot!(intake::look(source, &Options::default()).unwrap().render(), @r"
        Umfrage.xlsx: xlsx, sheet `Answers`, header in rows 1 to 2

          column        means     sure        first values
          ResponseId    id        by name     R_2 · R_3 · R_4
          RecordedDate  date      by name     2026-05-02T09:30:00 · 2026-05-03T09:30:00 · 2026-05-04T09:30:00
          Q1            not read              32 · 33 · 34
          Q2            text      by content  Mend the footpaths in the o… · More trees, fewer cars. ·
          UserLanguage  language  by name     EN · EN · EN

          the text is taken from `Q2`, which reads like answers
        To correct it: --map text=Q2,id=ResponseId,language=UserLanguage,date=RecordedDate
        ");
}

#[test]
fn a_workbook_cut_short_anywhere_is_refused() {
    let whole = survey().unwrap();
    for length in (4..whole.len()).step_by(whole.len() / 60) {
        let error = read(whole[..length].to_vec(), &Options::default()).unwrap_err();
        assert!(matches!(error, IntakeError::Truncated { .. }), "{length}: {error}");
    }
}
