# shellcheck shell=sh disable=SC2034,SC2154
# Part of the launcher, `costate`: finds the Maven to build with.

least_maven=3.8
maven=
maven_version=
maven_seen=

try_maven() {
    [ -x "$1" ] || return 1
    maven_version=$(JAVA_HOME=$java_home "$1" -v 2>/dev/null </dev/null)
    case $maven_version in
        *'Apache Maven '*) maven_version=${maven_version#*Apache Maven } maven_version=${maven_version%%[!0-9.]*} ;;
        *) maven_version= ;;
    esac
    major=${maven_version%%.*}
    minor=${maven_version#*.}
    minor=${minor%%.*}
    if [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; }; then
        maven=$1
        return 0
    fi
    maven_seen="$maven_seen  Maven ${maven_version:-that does not run}  $1$nl"
    return 1
}

find_maven() {
    if [ -n "${COSTATE_MVN:-}" ]; then
        try_maven "$(command -v "$COSTATE_MVN")" && return
        [ -z "$maven_seen" ] || printf 'Found there:\n%s' "$maven_seen" >&2
        die "COSTATE_MVN=$COSTATE_MVN is not the mvn of a Maven $least_maven or newer; correct it, or unset it to have one looked for."
    fi
    if [ -n "${MAVEN_HOME:-}" ]; then try_maven "$MAVEN_HOME/bin/mvn" && return; fi
    on_path=$(command -v mvn) && try_maven "$on_path" && return

    say "has to be built first, needs Maven $least_maven or newer for it, and found none."
    printf 'Looked in:\n  MAVEN_HOME: %s\n  mvn on the PATH: %s\n' "${MAVEN_HOME:-not set}" "${on_path:-none}" >&2
    printf 'Found:\n%s' "${maven_seen:-  no Maven at all$nl}" >&2
    printf 'Install one:\n' >&2
    case $(uname -s) in
        Darwin) printf '  brew install maven\n' >&2 ;;
        *)
            printf '  Debian, Ubuntu   sudo apt install maven\n' >&2
            printf '  Fedora           sudo dnf install maven\n' >&2
            printf '  Arch             sudo pacman -S maven\n' >&2
            printf '  anywhere         sdk install maven   (sdkman.io), or an archive from maven.apache.org\n' >&2
            ;;
    esac
    die "then run it again; for a Maven in another place, set COSTATE_MVN to its bin/mvn."
}
