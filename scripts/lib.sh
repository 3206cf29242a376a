# What the scripts share. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Hundredths of a second since the machine's epoch; some locales write the decimal point as a comma.
now() { printf '%s' $(("${EPOCHREALTIME//[!0-9]/}" / 10000)); }

# seconds BEGIN: how long ago that was, as 12.3
seconds() {
    local passed=$(($(now) - $1))
    printf '%d.%d' $((passed / 100)) $((passed % 100 / 10))
}

# debian_installs PACKAGE…: installs them where we are root on Debian; elsewhere says which command does, and fails.
debian_installs() {
    local command="apt-get install -y --no-install-recommends $*"
    command -v apt-get >/dev/null || fail "缺少：$*。这台机器没有 apt-get，请用系统自带的办法安装同名软件后再运行。"
    ((EUID == 0)) || fail "缺少：$*。请先运行：" "  sudo $command"
    say "安装 Debian 软件包：$*"
    export DEBIAN_FRONTEND=noninteractive
    local log
    log=$(mktemp)
    # The lists may be missing or older than the archive: try with what is there, then with fresh ones.
    if ! $command </dev/null >"$log" 2>&1; then
        if ! { apt-get update && $command; } </dev/null >"$log" 2>&1; then
            tail -n 30 "$log" >&2
            rm -f "$log"
            fail "没有装上：$*"
        fi
    fi
    rm -f "$log"
}

# heed_pip: where pip was told where to look and whom to trust, uv and npm are told the same, unless they know better.
heed_pip() {
    local settings index certificates
    settings=$(.venv/bin/python -I -m pip config list 2>/dev/null || true)
    setting() { sed -n "s/^[a-z]*\.$1='\(.*\)'$/\1/p" <<<"$settings" | tail -n 1; }
    index=${PIP_INDEX_URL:-$(setting index-url)}
    certificates=${PIP_CERT:-$(setting cert)}
    if [[ -n $index && -z ${UV_INDEX_URL:-} ]]; then export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}; fi
    if [[ -n $certificates ]]; then
        export SSL_CERT_FILE=${SSL_CERT_FILE:-$certificates} NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$certificates}
    fi
}

# browser_lacks: names, one a line, the Debian packages that a browser with Chinese type still lacks here.
browser_lacks() {
    command -v chromium >/dev/null || echo chromium
    [[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ]] || echo fonts-noto-cjk
    # Playwright drives the browser from a node of its own, which a minimal system cannot load.
    .venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1 || echo libatomic1
}
