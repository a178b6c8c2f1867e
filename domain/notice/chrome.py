"""Which words are the web site's and not the notice's? Menus, counters, footers."""

import re

from domain.notice.labels import Field, label_at

FOOTER = re.compile(
    r"主办(?:单位)? {0,3}[:]|承办(?:单位)? {0,3}[:]|版权所有|copyright|©|[\u4e00-\u9fff]ICP备|ICP备案|网站标识码|公网安备"
    r"|技术支持(?:单位)? {0,3}[:]|备案(?:序)?号 {0,3}[:]|网站地图|主管(?:单位)? {0,3}[:]|扫一扫|打印本页|关闭窗口|关闭本页|上一篇 {0,3}[:]"
    r"|下一篇 {0,3}[:]|返回顶部|分享到|相关链接|友情链接|网站纠错|为您推荐|联系我们|网站(?:维护|管理|支持)(?:单位)? {0,3}[:]",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"当前位置|您(?:现在)?(?:所在|的)位置|首页 {0,3}[>»/|]|网站首页|无障碍|繁體|手机版|长者模式|智能问答|字体 {0,3}[:]|【字体|大 中 小|扫一扫|浏览次数"
    r"|点击量|阅读次数|门户网站 {0,3}(?:www|http|-|$)|^(?:www\.|https?://)\S+$|^[>»]"
    r"|^(?:[\[【(]?(?:收藏|登录|注册|分享|打印|关闭|搜索|返回|首页|English)[\])】]? {0,3}[|/]? {0,3}){1,6}$"
)
_COLON = re.compile(r" {0,6}:")
_LONGEST = 120  # characters: a longer line is no menu


def is_menu(shape: str) -> bool:
    """Whether a plain line is a menu, a path, a counter or a font size."""
    return len(shape) <= _LONGEST and bool(_CHROME.search(shape))


def is_page_line(shape: str) -> bool:
    """Whether a short plain line is the web site's: a menu, a counter, a font size."""
    if len(shape) > _LONGEST:
        return False
    label = label_at(shape.lstrip("•·* "))
    of_page = label and label.field in (Field.PAGE, Field.PAGE_DATE) and _COLON.match(shape.lstrip("•·* "), label.end)
    return is_menu(shape) or bool(of_page)
