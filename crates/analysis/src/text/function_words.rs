//! Function words: what a name of a theme is never made of.
//!
//! Closed word classes only, so that each list can be justified word by word: articles, pronouns,
//! prepositions, conjunctions, auxiliaries and modals, negation, question words, the commonest adverbs of
//! degree and place, and the verbs by which an opinion is introduced ("I think we should"). Lists are for
//! the languages that consultations here come in; in others the contrast with sibling themes has to do.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::normalise::normalise;

/// True for a function word of `language`, given in normal form; of any language where it is `None`.
pub(crate) fn is_function_word(word: &str, language: Option<&str>) -> bool {
    match language {
        Some(language) => LISTS.get(language).is_some_and(|list| list.contains(word)),
        None => LISTS.values().any(|list| list.contains(word)),
    }
}

/// The lists in normal form, read once a process.
static LISTS: LazyLock<HashMap<&str, HashSet<String>>> = LazyLock::new(|| {
    let lists = [
        ("ar", AR),
        ("de", DE),
        ("en", EN),
        ("es", ES),
        ("fr", FR),
        ("it", IT),
        ("nl", NL),
        ("pt", PT),
        ("ru", RU),
        ("zh", ZH),
    ];
    let set = |list: &str| list.split_whitespace().map(normalise).collect();
    lists.into_iter().map(|(tag, list)| (tag, set(list))).collect()
});

const EN: &str = "a an the this that these those such some any no none each every either neither both all
    few many much more most less least other another others one ones same own enough several
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself it its itself they them their theirs themselves who whom whose which what where when
    why how whoever whatever whenever wherever there here anybody anyone anything everybody everyone
    everything nobody nothing somebody someone something
    of in on at by for with without within about against between among into onto through throughout during
    before after above below over under to from up down out off again further as than per via toward towards
    upon across along around behind beyond near until till since despite except like unlike due because
    and or but nor so yet if unless whether while although though however therefore thus hence also too very
    just only even still already ever never not always often sometimes usually really quite rather almost
    perhaps maybe instead now then soon once twice well again away back else together anyway etc
    am is are was were be been being isn't aren't wasn't weren't ain't do does did done doing don't doesn't
    didn't have has had having haven't hasn't hadn't will would shall should can could may might must ought
    won't wouldn't shan't shouldn't can't cannot couldn't mightn't mustn't need needs needed needn't let lets
    i'm i'd i'll i've you're you'd you'll you've he's he'd he'll she's she'd she'll it's it'd it'll we're
    we'd we'll we've they're they'd they'll they've that's that'd who's what's where's when's why's how's
    there's here's let's im ive dont cant didnt doesnt isnt wont havent hasnt
    think thinks thought believe feel feels want wants wanted wish hope please thank thanks ok okay yes
    get gets got getting go goes going gone went come comes came make makes made making take takes took taken
    give gives gave given put puts use uses used using try tries tried trying know knows knew say says said
    see seen seem seems keep keeps kept able lot lots bit way thing things sure hey hi hello
    http https www com org html";

const DE: &str = "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
    keines dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem
    mancher manche manches manchen manchem welcher welche welches welchen welchem solche solcher solches
    solchen alle alles allem allen aller beide beiden einige einigen einiger etwas nichts viel viele vielen
    vieler wenig wenige wenigen mehr meist meisten mehrere mehreren andere anderen anderer anderes anders
    ich mich mir mein meine meinen meinem meiner du dich dir dein deine er ihn ihm sein seine seinen seinem
    seiner sie ihr ihre ihren ihrem ihrer es wir uns unser unsere unseren unserem unserer euch euer eure man
    sich selbst selber wer wen wem wessen was wo wohin woher wann warum wieso weshalb wie
    in im ins an am ans auf aufs aus bei beim mit nach von vom vor zu zum zur über unter durch für gegen ohne
    um bis seit während wegen trotz statt anstatt außer ausser innerhalb außerhalb zwischen neben hinter
    entlang gegenüber ab per pro je
    und oder aber denn sondern sowie sowohl weder noch als wenn falls ob dass daß weil da damit obwohl obgleich
    indem nachdem bevor ehe solange sobald während deshalb deswegen daher darum dadurch dabei dafür dagegen
    daran darauf daraus darin darüber davon davor dazu dazwischen hierzu hierfür somit also so sonst trotzdem
    jedoch doch dennoch allerdings nur auch schon noch immer nie niemals oft häufig manchmal wieder nicht kein
    sehr zu ganz gar etwa eher fast kaum ziemlich besonders hier dort da dann nun jetzt heute bereits bisher
    weiter weiterhin wirklich leider bitte danke gerne gern evtl eventuell vielleicht z.b bzw usw ca ggf etc
    bin bist ist sind seid war waren wäre wären gewesen sei seien habe hast hat haben habt hatte hatten hätte
    hätten gehabt werde wirst wird werden werdet wurde wurden würde würden worden geworden kann kannst können
    könnt konnte konnten könnte könnten muss muß müssen musst musste mussten müsste müssten soll sollen sollte
    sollten darf dürfen durfte dürfte will wollen wollte möchte möchten mag mögen lassen lässt
    finde finden denke glaube meine wünsche hoffe gibt gebe geben gab geht gehen ging macht machen gemacht
    kommt kommen kam steht stehen sieht sehen bzgl siehe heißt via ja nein mal eben halt einfach
    zwar rund wohl ebenso genau einmal zweimal zwei drei viele dass http https www com de html";

const FR: &str = "le la les l' un une des du de d' au aux ce cet cette ces cela ceci ça c' c'est mon ma mes ton ta tes
    son sa ses notre nos votre vos leur leurs quel quelle quels quelles aucun aucune chaque tout toute tous
    toutes plusieurs quelque quelques autre autres même mêmes certains certaines tel telle
    je j' j'ai me m' moi tu te t' toi il elle on nous vous ils elles se s' soi lui eux y en qui que qu' quoi dont où
    quand comment pourquoi combien lequel laquelle lesquels lesquelles
    à dans par pour sur sous avec sans entre vers chez contre depuis pendant avant après dès jusque jusqu'
    selon malgré sauf parmi hors lors près afin
    et ou mais ni or car donc si comme lorsque puisque quoique parce ainsi alors aussi cependant pourtant
    toutefois néanmoins ne n' n'est pas plus moins très trop peu beaucoup assez bien mal déjà encore toujours
    jamais souvent parfois seulement surtout plutôt presque ici là ailleurs oui non
    suis es est sommes êtes sont étais était étions étiez étaient été être sera seront serait seraient soit
    soient ai as a avons avez ont avait avaient eu avoir aura auront aurait auraient ait aient fais fait
    faire font peut peuvent pouvoir pourrait pourraient doit doivent devrait devraient devoir faut faudrait
    falloir veux veut vouloir voudrais voudrait vont va aller il est d'un d'une qu'il qu'elle qu'on s'il
    pense crois trouve souhaite mettre merci http https www com";

const ES: &str = "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella esto eso
    aquello mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro cada todo toda todos todas algún
    alguno alguna algunos algunas ningún ninguno ninguna otro otra otros otras mismo misma mismos mismas
    mucho mucha muchos muchas poco poca pocos pocas varios varias tanto tantos cual cuales cualquier
    yo me mí tú te ti él ella ello nosotros vosotros ellos ellas se sí nos os le les que quien quienes qué
    quién cuál cuándo cómo dónde donde cuando como cuanto cuyo cuya por porque
    a ante bajo con contra de desde durante en entre hacia hasta mediante para según sin sobre tras
    y e o u pero sino ni si aunque mientras pues luego entonces así también además no más menos muy tan ya
    aún todavía siempre nunca jamás solo sólo casi bien mal aquí allí ahí sí
    soy eres es somos son era eran fue fueron sido ser será serán sería serían sea sean estoy está estamos
    están estaba estaban estar esté estén he has ha hemos han había habían haber hay haya habrá puede pueden
    poder podría podrían debe deben deber debería deberían quiero quiere quieren querer tiene tienen tener
    tenga hace hacen hacer va van ir creo pienso gracias http https www com";

const IT: &str = "il lo la i gli le un uno una l' del dello della dei degli delle al allo alla ai agli alle dal dallo
    dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle di a da in con su
    per tra fra senza sotto sopra dopo prima durante verso contro questo questa questi queste quello quella
    quelli quelle mio mia tuo suo sua suoi sue nostro nostra nostri nostre loro ogni tutto tutta tutti tutte
    altro altra altri altre stesso stessa molto molti molte poco pochi alcuni alcune qualche nessuno
    io me mi tu te ti lui lei noi ci voi vi essi si ne che chi cui quale quali cosa come dove quando perché
    quanto e ed o ma se anche però quindi così perciò mentre non più meno molto già ancora sempre mai solo
    anzi sono sei è siamo siete era erano stato stata stati essere sarà sarebbe sia siano ho hai ha abbiamo
    hanno aveva avere abbia può possono potrebbe deve devono dovrebbe fare fa va http https www com";

const PT: &str = "o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa de em
    por para com sem sobre entre até desde contra após durante este esta estes estas esse essa esses essas
    aquele aquela isto isso aquilo meu minha teu seu sua seus suas nosso nossa nossos nossas cada todo toda
    todos todas outro outra outros outras mesmo mesma muito muita muitos muitas pouco poucos algum alguma
    alguns algumas nenhum qualquer eu me mim tu te ele ela nós vós eles elas se lhe que quem qual quais onde
    quando como quanto porque e ou mas se nem embora enquanto também assim então não mais menos muito já
    ainda sempre nunca só apenas aqui ali sim sou é somos são era eram foi foram sido ser será seria seja
    sejam estou está estão estava estar tenho tem têm ter tinha haver há pode podem poder poderia deve devem
    deveria fazer faz vai vão http https www com";

const NL: &str = "de het een deze dit die dat mijn jouw zijn haar ons onze jullie hun elk elke ieder iedere alle alles al
    andere ander veel weinig meer meest sommige enkele geen ik mij me jij je u hij hem zij ze wij we zich
    zelf men wie wat waar wanneer waarom hoe welke welk er hier daar in op aan bij met van voor naar uit over
    onder door tegen zonder tussen tot sinds tijdens om te per en of maar want dus als dan omdat hoewel
    terwijl ook nog al wel niet niets nooit altijd vaak zeer erg heel te zo nu toch alleen ben bent is was
    waren geweest wezen heb hebt heeft hebben had hadden word wordt worden werd werden zal zult zullen zou
    zouden kan kunt kunnen kon konden moet moeten moest mag mogen wil willen wilde gaat gaan doen doet
    http https www com";

const RU: &str = "и в во не что он на я с со как а то все всё она так его но да ты к ко у же вы за бы по только ее её мне
    было вот от меня еще ещё нет о об обо из ему теперь когда даже ну ли если уже или ни быть был него до вас
    нибудь вам ведь там потом себя ничего ей может могут они тут где есть надо нужно ней для мы тебя их чем
    была сам сама сами чтоб чтобы без будто чего раз тоже себе под будет будут тогда кто этот эта это эти
    этого этой этом этому этим этих того той том тому тем тех тот та те который которая которое которые
    которых которой которого которым свой своя свое свои своих своей своего какой какая какое какие такой
    такая такое такие таких весь вся всех всем всего наш наша наше наши нас нам ними них ним нём нем были
    было более менее очень также при через между над перед после около про можно нельзя должен должна должны
    следует хочу хотим хотелось считаю думаю прошу пожалуйста спасибо потому поэтому почему зачем куда здесь
    http https www com";

const AR: &str = "في من على الى إلى عن مع أن ان إن أنه انه أنها هذا هذه ذلك تلك هؤلاء هو هي هم هن نحن أنا انا أنت انت
    الذي التي الذين اللاتي ما ماذا متى كيف أين لماذا هل لا لم لن ليس ليست قد لقد كان كانت كانوا يكون تكون
    كل بعض أي اي غير بين بعد قبل عند عندما حتى حيث إذا اذا لو ثم أو او أم بل لكن ولكن لكي كي كما مثل
    أيضا ايضا فقط جدا أكثر اكثر أقل منذ خلال حول ضد دون بدون تحت فوق أمام وراء نحو لدى ولا وما وهو وهي وفي
    ومن وعلى والى وإلى وأن وان وقد وكان وكانت وهذا وهذه وذلك به بها بهم له لها لهم لنا لي فيه فيها منه
    منها منهم عليه عليها عليهم إليه إليها عنه عنها معه معها هناك هنا يمكن يجب ينبغي تم يتم التى الآن
    أريد نريد أعتقد شكرا نعم احد أحد إحدى";

const ZH: &str = "我们 你们 他们 她们 它们 咱们 大家 大伙 大伙儿 大家伙 别人 人家 自己 本人 这个 那个 这些 那些 这样 那样 这种 那种 这里 那里 这么 那么 此外
    什么 怎么 怎样 怎么样 如何 为什么 为何 哪些 哪里 哪个 多少 几个 一个 一些 一种 一样 一下 一点 一定 一直 一般 每个 每年 所有
    任何 其他 其它 其中 各种 各个 某些 某个 许多 很多 不少 更多 全部 部分 有些 有的 可以 可能 能够 应该 应当 应 需要 必须 不能 不会
    不要 不是 没有 不用 无法 不可 不得 不再 就是 还是 只是 只有 都是 也是 而是 是否 是不是 有没有 能否 可否 但是 可是 不过 然而 而且
    并且 或者 以及 还有 因为 由于 所以 因此 因而 如果 假如 要是 虽然 尽管 即使 即便 就算 无论 不管 只要 除了 除非 否则 于是 然后 那就 从而
    对于 关于 至于 通过 根据 按照 为了 随着 作为 之间 之后 之前 以后 以前 以上 以下 以来 之外 当中 当时 时候 现在 目前 如今 今后 将来
    已经 曾经 正在 将会 仍然 依然 还要 还会 一起 非常 十分 特别 更加 比较 相当 太过 最好 尤其 甚至 几乎 大概 也许 或许 当然 其实 确实
    真的 真正 本来 原来 居然 竟然 反正 毕竟 究竟 到底 总之 例如 比如 等等 之类 包括 而已 而言 来说 的话 所谓 进行 加以 予以 给予 使得
    让人 觉得 认为 以为 希望 建议 请问 谢谢 感觉 我觉 我觉得 个人 知道 表示 变成 成为 只能 就会 就要 才能 也要 都要 都有 也有 不想 想要 今天 只不过
    是因为 更好 有人 人们 不同 不够 来讲 这是 那是 不如 不仅 不但 同时 另外 并不 并非 好像 似乎";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_of_several_languages_is_served_by_all_lists() {
        assert!(is_function_word("should", Some("en")) && !is_function_word("should", Some("de")));
        assert!(is_function_word("ausser", Some("de")) && is_function_word("我们", Some("zh")));
        assert!(is_function_word("should", None) && is_function_word("我们", None));
        assert!(!is_function_word("water", None) && !is_function_word("und", Some("fi")));
    }
}
