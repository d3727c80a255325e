"""What a player is told: where the site is, which key to believe, where to keep things."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .browser import DEFAULT
from .refused import Refused

PACK = "/kiosk/pack/"
NO_BROWSER = "none"


@dataclass(frozen=True)
class Options:
    """The options of the command, each with its meaning as the command tells it."""

    site: str = ""
    key: str = ""
    state: str = ""
    port: int = 8010
    minutes: int = 15
    browser: str = DEFAULT
    screen_on: str = ""
    screen_off: str = ""
    once: bool = False
    accept_older: bool = False
    policy: bool = False

    def checked(self) -> "Options":
        """Raises Refused for what cannot be meant."""
        if self.policy:
            return self
        for name, meaning in (("site", "网站地址"), ("key", "公钥文件"), ("state", "存放文件夹")):
            if not getattr(self, name):
                raise Refused(f"请写明 --{name}（{meaning}）。")
        parts = urlsplit(self.site)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
            raise Refused(f"网站地址“{self.site}”看不懂，请写成 https://www.example.gov.cn 的样子。")
        if not 1 <= self.minutes <= 24 * 60:
            raise Refused("--minutes 应当是 1 至 1440 之间的整数。")
        if not 0 <= self.port <= 65535:
            raise Refused("--port 应当是 0 至 65535 之间的整数。")
        return self

    @property
    def pack_url(self) -> str:
        """Where the site's pack stands."""
        return self.site.rstrip("/") + PACK

    @property
    def folder(self) -> Path:
        return Path(self.state)


HELP = {
    "site": "网站地址，如 https://www.example.gov.cn",
    "key": "公钥文件（kiosk-key 做的 key.pub）",
    "state": "存放内容包和状态的文件夹",
    "port": "本机端口（默认 8010）",
    "minutes": "每隔几分钟看一次有没有新内容（默认 15）",
    "browser": "浏览器命令，可带参数（默认 /usr/bin/chromium；写 none 就不启动浏览器）",
    "screen_on": "点亮屏幕的命令，如 xset dpms force on",
    "screen_off": "关闭屏幕的命令，如 xset dpms force off",
    "once": "只取一次内容就结束",
    "accept_older": "这一次允许换回较早的内容包",
    "policy": "打印浏览器的管理策略文件就结束",
}
