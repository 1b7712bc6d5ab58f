"""Install what Banshi needs on this machine, quickly skipping what is there already.

    python3 deploy/setup.py run      the assistant: Python environment, web pages
    python3 deploy/setup.py test     the same, and what the tests need
    python3 deploy/setup.py tools    pip-audit and schemathesis, in an environment of their own

``make`` calls it. It runs on any Python from 3.8 and imports nothing but the standard library, since it comes first.
Each step leaves a stamp with a hash of what it was made from; a step whose stamp still holds takes no time.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
UV_ENV = ROOT / ".uv"
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PAGES = ROOT / "channels" / "web" / "pages"
STATIC = ROOT / "channels" / "web" / "static"
STAMP = "banshi.stamp"
NODE_VERSION = (20, 19)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class SetupError(Exception):
    """A step that cannot be done; the message says what to do about it."""


def main(arguments: Sequence[str]) -> int:
    """Do the steps of one of the goals; 0 when all is there."""
    goals: dict[str, Callable[[], None]] = {"run": for_run, "test": for_test, "tools": install_tools}
    if len(arguments) != 1 or arguments[0] not in goals:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        goals[arguments[0]]()
    except SetupError as error:
        print(f"\n✗ {error}", file=sys.stderr)
        return 1
    return 0


def for_run() -> None:
    """What ``make run`` needs."""
    install_uv()
    # Requirements for tests include the others: an environment made for tests stays one.
    install_python("requirements-dev.txt" if "requirements-dev.txt" in stamps(VENV) else "requirements.txt")
    build_pages()


def for_test() -> None:
    """What ``make test`` needs."""
    install_uv()
    install_python("requirements-dev.txt")
    install_tools()
    build_pages()
    install_chromium()


def install_uv() -> None:
    """The installer, pinned with its hash, in a small environment of its own."""
    requirements = ROOT / "requirements-setup.txt"
    if stamps(UV_ENV).get(requirements.name) == digest([requirements]):
        return
    step("准备安装工具 uv (installing uv)")
    shutil.rmtree(UV_ENV, ignore_errors=True)
    try:
        run([sys.executable, "-m", "venv", str(UV_ENV)])
    except SetupError as error:
        shutil.rmtree(UV_ENV, ignore_errors=True)
        raise SetupError("python3 缺少 venv 模块，请先安装：apt-get install python3-venv") from error
    run([str(UV_ENV / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(requirements)])
    put_stamp(UV_ENV, [requirements])


def install_python(name: str) -> None:
    """The environment ``.venv`` with Python 3.10 and exactly the packages of requirements file ``name``."""
    wanted = ROOT / name
    if stamps(VENV).get(name) == digest([wanted]):
        return
    step(f"安装 Python 依赖 {name}，首次需下载约 500 MB (installing Python packages)")
    if not (VENV / "bin" / "python").exists():
        make_environment(VENV)
    # `sync`, not `install`: the overrides contradict what Rasa's metadata asks for, and `install` would object.
    # Compiled now, imports take half as long at every start, also where writing bytecode is switched off.
    sync = ["pip", "sync", "--compile-bytecode", "--require-hashes", "--python", str(VENV / "bin" / "python")]
    run([*uv(), *sync, str(wanted)])
    covered = [wanted] if name == "requirements.txt" else [ROOT / "requirements.txt", wanted]
    put_stamp(VENV, covered)


def make_environment(directory: Path) -> None:
    """An empty environment with the Python of ``.python-version``: this one, one that uv finds, or one it downloads."""
    wanted = (ROOT / ".python-version").read_text().strip()
    here = "{}.{}".format(*sys.version_info[:2]) == wanted
    try:
        run([*uv(), "venv", "-q", "--python", sys.executable if here else wanted, str(directory)])
    except SetupError as error:
        raise SetupError(f"需要 Python {wanted}：没有找到，也下载不了，请先安装 (Python {wanted} is needed)") from error


def install_tools() -> None:
    """Checking tools whose needs conflict with Rasa's."""
    requirements = ROOT / "requirements-tools.txt"
    if stamps(TOOLS).get(requirements.name) == digest([requirements]):
        return
    install_uv()
    step("安装检查工具 (installing schemathesis and pip-audit)")
    if not (TOOLS / "bin" / "python").exists():
        make_environment(TOOLS)
    run([*uv(), "pip", "sync", "--require-hashes", "--python", str(TOOLS / "bin" / "python"), str(requirements)])
    put_stamp(TOOLS, [requirements])


def build_pages() -> None:
    """The citizens' web page, from TypeScript into ``channels/web/static``."""
    if not (PAGES / "package.json").exists():
        return
    sources = sorted(
        path
        for path in PAGES.rglob("*")
        if path.is_file() and not {"node_modules", "dist"} & set(path.relative_to(PAGES).parts)
    )
    fresh = stamps(STATIC).get("pages") == digest(sources)
    if fresh:
        return
    environment = node_environment()
    install_node_packages(environment)
    step("构建网页 (building the web pages)")
    run(["npm", "run", "--silent", "build"], cwd=PAGES, env=environment)
    if not STATIC.is_dir():
        raise SetupError(f"npm run build 没有生成 {STATIC}")
    (STATIC / STAMP).write_text(f"pages {digest(sources)}\n")


def install_node_packages(environment: dict[str, str]) -> None:
    """``npm ci``, unless the lock file is the one that was installed last."""
    lock = PAGES / "package-lock.json"
    if stamps(PAGES / "node_modules").get(lock.name) == digest([lock]):
        return
    step("安装网页依赖 (npm ci)")
    run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=PAGES, env=environment)
    put_stamp(PAGES / "node_modules", [lock])


def node_environment() -> dict[str, str]:
    """An environment whose PATH has a Node that is new enough; installs one where there is none."""
    wanted = ".".join(map(str, NODE_VERSION))
    version = node_version(shutil.which("node"))
    if version >= NODE_VERSION and shutil.which("npm"):
        return dict(os.environ)
    requirements = ROOT / "requirements-node.txt"
    if stamps(UV_ENV).get(requirements.name) != digest([requirements]):
        step(f"没有 Node {wanted} 以上的版本，安装一个 (installing Node)")
        target = ["--python", str(UV_ENV / "bin" / "python")]
        run([*uv(), "pip", "install", "--require-hashes", *target, "-r", str(requirements)])
        put_stamp(UV_ENV, [ROOT / "requirements-setup.txt", requirements])
    return {**os.environ, "PATH": os.pathsep.join([str(UV_ENV / "bin"), os.environ.get("PATH", "")])}


def node_version(node: str | None) -> Sequence[int]:
    """(major, minor) of a Node program; (0, 0) without one."""
    if node is None:
        return (0, 0)
    said = subprocess.run([node, "--version"], stdout=subprocess.PIPE, check=False).stdout.decode()
    found = re.match(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else (0, 0)


def install_chromium() -> None:
    """A browser and Chinese fonts for the browser tests, from Debian when that is possible here."""
    packages = []
    if not any(map(shutil.which, CHROMIUM)):
        packages.append("chromium")
    if not chinese_font():
        packages.append("fonts-noto-cjk")
    if not packages:
        return
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if os.getuid() != 0 or not shutil.which("apt-get"):
        print(f"  浏览器测试需要 Chromium 和中文字体，请先执行：sudo {' '.join(command)}（现在跳过浏览器测试）")
        return
    step(f"安装 {' '.join(packages)} (installing the test browser)")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], env=environment)
    run(command, env=environment)


def chinese_font() -> bool:
    """Whether some font here has Chinese glyphs (without fontconfig: unknown, so no)."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], stdout=subprocess.PIPE, check=False).stdout.strip())


def uv() -> list[str]:
    """The installer's command."""
    return [str(UV_ENV / "bin" / "uv")]


def step(text: str) -> None:
    """Say what begins now: the next lines may take minutes."""
    print(f"▸ {time.strftime('%H:%M:%S')} {text} …", flush=True)


def run(command: Sequence[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command with its output shown; SetupError when it fails."""
    environment = dict(os.environ if env is None else env)
    # uv does not read pip's configuration; where pip is set up for a mirror, uv shall use it too.
    if command[0] == uv()[0] and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & set(environment):
        mirror = pip_index()
        if mirror:
            environment["UV_DEFAULT_INDEX"] = mirror
    try:
        subprocess.run(command, cwd=str(cwd), env=environment, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"失败 (failed): {' '.join(command)}") from error


def pip_index() -> str:
    """The package index that pip is set up to use, empty for its default."""
    if os.environ.get("PIP_INDEX_URL"):
        return os.environ["PIP_INDEX_URL"]
    asked = [str(UV_ENV / "bin" / "python"), "-m", "pip", "config", "get", "global.index-url"]
    answer = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def digest(files: Iterable[Path]) -> str:
    """One hash over names and contents of the files."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def stamps(directory: Path) -> dict[str, str]:
    """What ``directory`` was made from: name → hash; empty when it is not finished."""
    try:
        return dict(line.split() for line in (directory / STAMP).read_text().splitlines())
    except OSError:
        return {}


def put_stamp(directory: Path, files: Iterable[Path]) -> None:
    """Record that ``directory`` is finished and what it was made from."""
    (directory / STAMP).write_text("".join(f"{path.name} {digest([path])}\n" for path in files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
