//! Traditional characters in simplified form: the commonest ones.
//!
//! One idea written in both scripts should meet, and jieba's dictionary is of simplified words. The table
//! holds the characters that make up most of running text, one for one; where simplified script has merged
//! two, both fold to it. It gives up rare characters, and words that differ in more than script.

use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified form.
const PAIRS: &str = concat!(
    "們们個个這这來来說说國国時时為为爲为會会學学過过還还後后無无麼么樣样從从開开關关問问",
    "題题應应該该對对於于與与並并將将現现實实際际當当點点經经濟济發发髮发動动務务業业產产",
    "車车輛辆門门間间長长張张東东風风電电話话語语議议論论談谈請请讓让認认識识記记計计設设",
    "許许訴诉証证證证評评調调試试詞词詳详誤误讀读誰谁課课謝谢護护變变費费貴贵買买賣卖賽赛",
    "質质貨货資资財财責责貢贡賺赚購购贊赞贏赢負负貧贫販贩貪贪賊贼賓宾賴赖輕轻載载輸输輪轮",
    "較较軟软軍军轉转農农達达運运遠远進进連连遲迟適适選选遺遗遷迁邊边郵邮鄉乡鄰邻醫医釋释",
    "錢钱錄录錯错鐘钟鐵铁銀银銷销鋼钢鎮镇針针釘钉鈔钞銅铜鋪铺鍵键鎖锁鏡镜鑰钥閉闭閱阅闆板",
    "闊阔隊队陽阳陰阴陳陈陸陆險险隨随隱隐階阶雙双雜杂離离難难雲云霧雾靈灵靜静響响頁页頂顶",
    "項项順顺須须預预頭头頻频額额顏颜願愿類类顧顾顯显飛飞飯饭飲饮飽饱館馆養养餘余馬马駕驾",
    "騎骑驗验驚惊驅驱體体髒脏鬥斗鬧闹魚鱼鮮鲜鳥鸟雞鸡鴨鸭麥麦麗丽黃黄黨党齊齐齒齿龍龙龜龟",
    "歲岁歷历曆历歸归殺杀決决沒没況况減减測测湯汤準准溝沟溫温滅灭滿满漢汉漲涨漁渔潔洁濕湿",
    "瀏浏灣湾災灾煙烟煩烦熱热燈灯燒烧營营爭争爺爷牆墙狀状獨独獲获獎奖獻献環环瑪玛畝亩畢毕",
    "畫画異异療疗癢痒盡尽監监盤盘眾众睏困矚瞩碼码確确礙碍礎础禮礼禍祸種种稱称穩稳窮穷競竞",
    "筆笔節节範范築筑簡简簽签籃篮籌筹糧粮糾纠紀纪約约紅红納纳純纯紙纸級级紛纷細细終终組组",
    "結结絕绝絡络給给統统絲丝綠绿維维網网緊紧緒绪線线緣缘編编緩缓練练縣县縮缩總总績绩織织",
    "繼继續续纖纤罰罚羅罗義义習习聖圣聞闻聯联聰聪聲声職职聽听肅肃脫脱腦脑腳脚膚肤膽胆臉脸",
    "臨临臺台興兴舉举舊旧艙舱艦舰藝艺莊庄華华萬万葉叶蓋盖蓮莲薦荐藍蓝藥药蘇苏蘭兰處处號号",
    "虧亏蟲虫術术衛卫衝冲補补裝装裡里裏里製制複复襲袭見见規规視视親亲覺觉覽览觀观觸触訂订",
    "訊讯討讨訓训訪访訟讼詢询誠诚誌志諮咨諾诺謀谋謂谓講讲譯译譽誉讚赞豐丰豬猪貓猫贈赠趕赶",
    "趨趋跡迹踐践蹟迹躍跃軌轨輔辅輩辈輯辑辦办辭辞辯辩遊游違违遞递遙遥鄭郑醜丑醬酱鑑鉴鑒鉴",
    "鑽钻閃闪閒闲閣阁闡阐隻只雖虽頒颁領领頗颇頸颈飄飘飼饲餅饼餓饿駐驻騙骗騷骚驟骤骯肮鬆松",
    "鬱郁鹽盐麵面齡龄兩两亂乱亞亚亙亘佈布併并係系俠侠倉仓倆俩倫伦偉伟側侧偵侦偽伪傑杰傘伞",
    "備备傳传債债傷伤傾倾僅仅僑侨僱雇價价儀仪億亿儉俭償偿優优儲储兒儿內内冊册凍冻凱凯別别",
    "刪删則则剛刚剝剥創创劃划劇剧劉刘劍剑勁劲勝胜勞劳勢势勵励勸劝區区協协卻却厭厌厲厉參参",
    "叢丛吳吴員员啟启啞哑喪丧單单喬乔嗎吗嘆叹嘗尝噸吨嚇吓嚴严囑嘱圍围園园圓圆圖图團团執执",
    "堅坚報报場场塊块塵尘墊垫墳坟壓压壞坏壯壮壽寿夠够夢梦夥伙夾夹奧奥奪夺奮奋妝妆婦妇媽妈",
    "嬰婴孫孙寧宁寫写寬宽寶宝審审專专尋寻導导層层屆届屬属岡冈島岛峽峡崗岗嶺岭巖岩幣币帥帅",
    "師师帳帐帶带幫帮幹干庫库廁厕廂厢廈厦廚厨廟庙廠厂廢废廣广廳厅強强彈弹彌弥彙汇徑径復复",
    "徵征徹彻恆恒恥耻悅悦惡恶惱恼愛爱慣惯態态慘惨慮虑慶庆憂忧憐怜憑凭憲宪憶忆懇恳懶懒懷怀",
    "懸悬戀恋戰战戲戏戶户拋抛捨舍掃扫掛挂採采揀拣換换揮挥損损搖摇搶抢摯挚撐撑撥拨撲扑擁拥",
    "擇择擊击擋挡擔担據据擠挤擬拟擴扩擺摆擾扰攝摄攜携攤摊敗败敘叙敵敌數数斂敛斃毙斷断昇升",
    "晉晋暢畅暫暂曉晓書书朧胧條条楊杨極极構构槍枪樂乐樓楼標标樞枢橋桥機机檔档檢检檯台櫃柜",
    "欄栏權权歐欧歡欢殘残毀毁氣气漸渐潛潜澤泽濃浓濫滥濱滨灘滩爐炉爛烂牽牵犧牺猶犹獄狱瘋疯",
    "癡痴皺皱盜盗盧卢矯矫磚砖祕秘禦御禪禅穀谷積积穢秽竊窃糞粪繫系紐纽紹绍絨绒綁绑綜综綱纲",
    "緝缉緯纬縫缝縱纵繞绕繪绘纏缠罷罢翹翘聳耸膠胶艱艰蘆芦虛虚蝕蚀蠟蜡衆众襯衬詐诈詩诗誇夸",
    "誘诱諒谅謊谎謙谦譜谱譴谴貼贴賀贺賂赂賃赁賄贿賜赐賠赔賤贱贓赃贖赎蹤踪軸轴輻辐輿舆轄辖",
    "轟轰遼辽邁迈釀酿鈴铃鉛铅鋒锋錶表鍋锅鍛锻鑄铸閘闸閩闽闖闯陣阵陝陕隸隶雋隽韓韩頓顿頑顽",
    "顆颗顛颠飾饰餵喂饋馈駁驳駛驶駱骆驕骄鬍胡鯨鲸鴻鸿鵝鹅鹹咸黴霉週周佔占洩泄汙污託托註注",
    "慾欲塗涂闢辟鍊链鏈链颱台嚮向臟脏傢家嬸婶濾滤籲吁誼谊賬账顫颤鬚须蹺跷鄧邓闌阑罵骂緻致",
    "僕仆儘尽剋克勳勋嘩哗囂嚣墮堕巔巅懲惩擲掷擱搁攔拦斬斩殯殡殲歼滲渗瀝沥灑洒燦灿牠它甦苏",
    "禿秃紋纹繳缴聾聋脅胁膩腻蕩荡蕭萧蘋苹褲裤謬谬賦赋贅赘軀躯逕径醞酝鋸锯鍾钟鎊镑鏽锈鑲镶",
    "霑沾韌韧頰颊饒饶騰腾鬢鬓鱷鳄鷹鹰黏粘齋斋嶄崭慚惭憤愤樁桩檻槛湧涌澆浇瀆渎煉炼燙烫爾尔",
    "犢犊瑣琐癥症盞盏瞞瞒箇个篩筛簾帘糰团絆绊緞缎縷缕罈坛膿脓臘腊舖铺蓆席蔣蒋蕪芜薩萨虜虏",
    "蠶蚕衊蔑訝讶訣诀詭诡誡诫誣诬諷讽謹谨譏讥贛赣趙赵踴踊軋轧輾辗郟郏酈郦鈕钮鈍钝鉤钩銳锐",
    "鋁铝錫锡錘锤鎚锤鎳镍鏟铲鐮镰闕阙陘陉隕陨雛雏霽霁鞏巩頌颂頹颓顱颅飢饥餃饺饑饥駝驼駿骏",
    "髏髅魷鱿鯉鲤鳳凤鴉鸦鶴鹤麩麸"
);

/// The block that every character of the table lies in: CJK Unified Ideographs.
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// A character in simplified form.
pub(crate) fn simplified(c: char) -> char {
    let code = u32::from(c);
    if HAN.contains(&code) { TABLE[(code - HAN.start()) as usize] } else { c }
}

/// The simplified form of each character of the block.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = HAN.filter_map(char::from_u32).collect();
    for (from, to) in pairs() {
        table[(u32::from(from) - HAN.start()) as usize] = to;
    }
    table
});

/// Traditional characters with their simplified forms.
fn pairs() -> impl Iterator<Item = (char, char)> {
    let mut characters = PAIRS.chars();
    std::iter::from_fn(move || characters.next().zip(characters.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_folds_once_and_keeps_what_is_simplified() {
        let text = "我覺得計程車與Uber應該受到一樣的規範，這個問題還沒有解決";
        let folded: String = text.chars().map(simplified).collect();
        assert_eq!(folded, "我觉得计程车与Uber应该受到一样的规范，这个问题还没有解决");
        for (from, to) in pairs() {
            assert!(HAN.contains(&u32::from(from)), "{from} lies elsewhere");
            assert_eq!(simplified(from), to);
            assert_eq!(simplified(to), to, "{from} goes to {to}, which goes on");
        }
        assert_eq!(PAIRS.chars().count() % 2, 0);
    }
}
