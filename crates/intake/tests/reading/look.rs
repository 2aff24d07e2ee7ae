//! What `canvass look` shows.

use intake::{Options, Source, look};

fn rendered(path: &str, bytes: impl Into<Vec<u8>>) -> String {
    look(Source::memory(path, bytes), &Options::default()).unwrap().render()
}

#[test]
fn a_chinese_table() {
    let text = "编号;渠道;您对规划纲要有什么意见和建议？;年龄\n\
        A-1;web;希望增加公共汽车班次，早晚高峰每五分钟一班，方便居民出行;34\n\
        A-2;纸质;\"请修复人行道\n谢谢\";51\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    insta::assert_snapshot!(rendered("意见.csv", bytes.into_owned()), @r"
        意见.csv: csv, GB18030, `;` between cells, header in row 1

          column                          means     sure        first values
          编号                            id        by name     A-1 · A-2
          渠道                            channel   by name     web · 纸质
          您对规划纲要有什么意见和建议？  text      by content  希望增加公共汽车班次，早晚… · 请修复人行道 谢谢
          年龄                            not read              34 · 51

          the text is taken from `您对规划纲要有什么意见和建议？`, which reads like answers
        To correct it: --map 'text=您对规划纲要有什么意见和建议？,id=编号,channel=渠道'
        ");
}

#[test]
fn a_table_without_a_known_text_and_lines_of_json() {
    let all = rendered("notes.csv", "Nr\tRemark's\n1\tPlease mend the road.\n")
        + &rendered("r.jsonl", "{\"response_id\":1,\"response\":\"More trees\"}\n");
    insta::assert_snapshot!(all, @r"
        notes.csv: csv, UTF-8, tabs between cells, header in row 1

          column    means     sure  first values
          Nr        not read        1
          Remark's  not read        Please mend the road.

          no column is known to hold the text
        To correct it: --map 'text=Remark'\''s'
        r.jsonl: jsonl, UTF-8

          column       means  sure     first values
          response_id  id     by name  1
          response     text   by name  More trees

        To correct it: --map text=response,id=response_id
        ");
}
