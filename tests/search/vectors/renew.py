"""The vectors that Python and browsers must agree on: python3 -m tests.search.vectors.renew

Writes analysis.json and pinyin.json, a case on each line. Run it after a change that is meant to change terms, raise
VERSION of search/analysis.py, and look through the difference before you commit it.
"""

import json
import re
from pathlib import Path

from search.analysis import squeeze, tokens
from search.pinyin import latin_query_terms

from ...helpers import ROOT

FOLDER = Path(__file__).parent
TITLES_TAKEN = 3
"""Every third title and document number of the real content is a case."""

WRITINGS = """
〔2026〕12号
川组办〔2026〕12号
川组办［２０２６］１２号
川组办[2026]12号
川组办(2026)12号
川组办（2026）12号
川组办（2026年）12号
川组办【2026】第12号
川组办【 2026 】 第 12 号
川组办〈2026〉12号
川组办{2026}12号
川组办〔2026]12号
川组办〔2026〕012号
川组办〔2026〕12
川组办 2026 12
川组办2026 12
川组办2026 12号
川组办２０２６　１２
川组办2026第12号
2026 12
2026 12 号
公告2026年第12号
川组办2026年12号
2026 年 012 号
2025年1号文件
2026年3月12号
公告2026 年 第 012 号
公告二〇二六年第十二号
国发〔1998〕1号和国发〔1999〕22号
《通知》（川组发〔2026〕7号）
〔2026〕12345号
〔2026〕123456号
〔2026〕0号
〔1899〕12号
〔2100〕12号
2026-03-01
2026.3.1
2026/03/01
2026年3月1日
2026 年
2026 年 3 月
2026年12号楼
（2026）12月
（2026）12 月
（2026）1.5亿元
(2026)12:30
(2026)12-31
(2026)50%
(2026—2030)12项
2026 12 31
2026 12月31日
2024 2025 2026
2026 5G
2026 12.5
2026 2027
a2026 12
12026 12
20261 12
2026 012
2026
12
12380
028-0000 1201
第十二条
第12条
第 12 条
第　１２　条
第012条
第一百零三条
第一百〇三条
第一百○三条
第一百二十条
第一千二百五十九条
第二十条第三款第（一）项
第十条之一
第一二条
第两次
第十次
第百条
第〇条
第零五条
第十十条
第九千九百九十九条
第12345条
第一章 总则
第三编
第四节
第二十届中央委员会第四次全体会议
第一期
第一季
第一季度
第1季度末
第三季度，意见
第二批拟录用人员
第一名
第一
第
条
第条
第十
第12
第12个
第 条
第二〇二六号
第2026号
根据条例第十二条规定
依照第十二条、第十三条和第１４条
第一次全国代表大会
二〇二六年
二○二六年
二零二六年
一九四九年十月一日
一九年
二〇二六
二〇二六年度
三〇二六年
二〇二六年第十二次会议
十二月
二十大报告
党
党费
党费收缴
党费，收缴
党 费
党费 收缴
A
PDF
pdf文件
WPS格式文件
ＰＤＦ文件
App下载
5G网络
Word2016版
https://www.example.gov.cn/a_b?c=1
12380@example.gov.cn
Café
naïve Ünal
ÀÖ×÷øÿ
Ĳsselmeer
İstanbul
Ⱥɏ
ß
ẞ
Москва
ΑΒΓ
ひらがなカタカナ
한국어
々〇
〇
○
①②③
Ⅳ级
㈠
㎡
½
党費收繳
黨員組織關係轉接
幹部選拔任用工作條例
關於開展黨史學習教育的通知
選調生報名條件
後來
皇后
乾隆
乾燥
著作權
顯著
準則
標準
發展黨員
頭髮
鬱
薴苧苎
體制機制
臺灣台灣颱風
裏裡里
第十二條
第二十屆
第３項
第五編第三節
二〇二六年第三號
\u2f08\u2f00
\u2f42\u4ef6
\u2e9f
\uf914\ufa0c\ufa0e
\uf9a8\u72c0
\ufa6c
\U0002f800
\U0002f8ff字
𠮷野家
𠮷
党𠮷费
𠀀𠀁𠀂a𠀃
《𠮷》〔2026〕1号
🎉党费🎉
👨‍👩‍👧家庭
🇨🇳国旗2026年
党\u200b费
党\u00ad费
党\ufe0f费
组\u00a0织
组\u3000织
2026\u00a012
第\u00a012\u00a0条
“两优一先”
“三会一课”制度
党员！？、。，；：“”‘’（）《》〈〉【】『』「」…—～·
!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~
！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～

，
a,b,c
a-b
don't
C++
.NET
3.14
1,000
100%
50元
１００％
2026届毕业生
90后干部
0
00
007
一
一二三
三公经费
12345热线
11510000MB0X
党费怎么算？
请问组织关系怎么转
""".strip("\n").split("\n")

UNTYPICAL = [
    *("", " ", "\u3000", "组\n织", "组\t织", " 党费 ", "党费收缴使用和管理" * 9, "第一条" * 9 + "a" * 200),
    *("x" * 64 + "党", "2026 " * 9, "〔2026〕1号" * 9, "第" * 20, "9" * 65),
]
"""What does not fit on a line of its own."""


TYPED = """
zuzhiguanxi
zu zhi guan xi
zu'zhi
zu’zhi
zu-zhi
ZuZhi
ＺＵＺＨＩ
zuzhig
zuzhigu
zuzhigua
zzgx
zz
z
zh
a
an
dan
xian
xi'an
xi an
gan
hong
fangan
fang'an
fan'gan
dangan
danganzhuanjie
dangan zhuanjie
gean
jianguan
xianganbu
gongan
lvyou
lüyou
LÜYOU
lueduo
nuedai
chuangxin
zhuang
zhuangg
dangfei
dangf
dfsj
dfsjsyhgl
ganburenyong
dangyuanzuzhiguanxizhuanjie
chongqing
changqi
nihao
er
shengshi
e
o
ng
hng
uv
iu
via
pdf
PDF
app
wps
word
excel
wg
zuzhi pdf
zuzhi zzgx
zzgx bl
df2026
12380
2026
党费
党fei
zu.zhi
zu_zhi
'
''
' '
zu''zhi
zu ' zhi
'zuzhi'
-zuzhi
zuzhi-
z z g x
aaaaaaaa
zhzhzh
qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
guanyuzuohaodangyuanfazhangongzuodetongzhi
hello world
café
""".strip("\n").split("\n")


TYPED_UNTYPICALLY = ["", " ", " zuzhi ", "zu  zhi ", "zu\u3000zhi", "zu\nzhi"]


def titles() -> list[str]:
    """Titles and document numbers of the real content, some of them."""
    found: set[str] = set()
    for path in (ROOT / "content").rglob("*.*"):
        if path.suffix in (".md", ".yaml"):
            found |= set(re.findall(r"^(?:title|doc_number): *[\"']?(.+?)[\"']? *$", path.read_text("utf-8"), re.M))
    return sorted(found)[::TITLES_TAKEN]


def analysed(text: str) -> dict[str, object]:
    """A case of analysis.json; terms are the first of each token."""
    return {"text": text, "tokens": [list(token) for token in tokens(text)], "squeeze": squeeze(text)}


def read(text: str) -> dict[str, object]:
    """A case of pinyin.json."""
    return {"text": text, "terms": latin_query_terms(text)}


def write(path: Path, cases: list[dict[str, object]]) -> None:
    """A JSON list, a case on each line. In ASCII, since editors change some of these characters into others."""
    path.write_text(
        "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n",
        encoding="ascii",
        newline="\n",
    )


if __name__ == "__main__":
    write(FOLDER / "analysis.json", [analysed(text) for text in dict.fromkeys([*WRITINGS, *UNTYPICAL, *titles()])])
    write(FOLDER / "pinyin.json", [read(text) for text in dict.fromkeys([*TYPED, *TYPED_UNTYPICALLY])])
