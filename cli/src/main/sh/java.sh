# shellcheck shell=sh disable=SC2034,SC2154
# Part of the launcher, `costate`: finds the JDK to build with and to run on.

least_java=25
java_home=
java_version=  # what people call it: 25.0.1
java_runtime=  # the exact build: 25.0.1+8-LTS
java_seen=     # what was found and not good enough, one a line
java_places=   # where it was looked for, one a line

# Reads the version of the JDK or JRE at $1 into java_version and java_runtime: from its `release` file, or by asking it.
read_java_version() {
    java_version=
    java_runtime=
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value || [ -n "$key" ]; do
            value=${value#\"}
            value=${value%\"}
            case $key in
                JAVA_VERSION) java_version=$value ;;
                JAVA_RUNTIME_VERSION) java_runtime=$value ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$java_version" ]; then
        java_version=$("$1/bin/java" -version 2>&1)
        case $java_version in
            *'version "'*) java_version=${java_version#*version \"} java_version=${java_version%%\"*} ;;
            *) java_version= ;;
        esac
    fi
    java_runtime=${java_runtime:-$java_version}
}

# Succeeds, and sets java_home, if $1 is, or holds as a macOS bundle or Homebrew's package does, a JDK that is new enough.
try_java_home() {
    for home in "$1/Contents/Home" "$1/libexec/openjdk.jdk/Contents/Home" "$1/libexec" "$1"; do
        [ ! -x "$home/bin/java" ] || break
    done
    [ -x "$home/bin/java" ] || return 1
    home=$(cd -- "$home" && pwd -P) || return 1
    case $java_seen in *"  $home$nl"*) return 1 ;; esac
    read_java_version "$home"
    major=${java_version#1.}
    major=${major%%[!0-9]*}
    lack=
    if [ "${major:-0}" -lt "$least_java" ]; then
        :
    elif [ ! -x "$home/bin/javac" ]; then
        lack=' (without javac: a JRE)'
    else
        java_home=$home
        return 0
    fi
    java_seen="$java_seen  Java ${java_version:-of unknown version}$lack  $home$nl"
    return 1
}

# The home of the `java` on the PATH. Asked of java itself only if it is a stand-in that some version manager made.
java_home_of_path() {
    java=$(command -v java) || return 1
    # Apple's stand-in opens a window if there is no Java; java_home below answers for it.
    [ "$java" = /usr/bin/java ] && [ -x /usr/libexec/java_home ] && return 1
    while [ -h "$java" ]; do
        link=$(readlink "$java") || return 1
        case $link in
            /*) java=$link ;;
            *) java=${java%/*}/$link ;;
        esac
    done
    path_home=${java%/bin/java}
    [ -f "$path_home/release" ] || [ -x "$path_home/bin/javac" ] || path_home=$(
        "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
    )
    [ -n "$path_home" ]
}

# Tries every folder that matches $2 within folder $1.
try_java_places() {
    java_places="$java_places  $1/$2$nl"
    for place in "$1"/$2; do
        if [ -d "$place" ] && try_java_home "$place"; then return 0; fi
    done
    return 1
}

find_java() {
    if [ -n "${COSTATE_JAVA_HOME:-}" ]; then
        try_java_home "$COSTATE_JAVA_HOME" && return
        say "COSTATE_JAVA_HOME=$COSTATE_JAVA_HOME is not a JDK $least_java or newer."
        [ -z "$java_seen" ] || printf 'Found there:\n%s' "$java_seen" >&2
        die "set it to the folder that has bin/javac of such a JDK, or unset it to have one looked for."
    fi
    java_places="  JAVA_HOME: ${JAVA_HOME:-not set}$nl"
    if [ -n "${JAVA_HOME:-}" ]; then try_java_home "$JAVA_HOME" && return; fi
    java_places="$java_places  java on the PATH: $(command -v java || echo none)$nl"
    if java_home_of_path; then try_java_home "$path_home" && return; fi

    user=${HOME:-/nonexistent}
    if [ -x /usr/libexec/java_home ]; then
        java_places="$java_places  /usr/libexec/java_home -v $least_java+$nl"
        apple=$(/usr/libexec/java_home -v "$least_java+" 2>/dev/null) && try_java_home "$apple" && return
    fi
    try_java_places /usr/lib/jvm '*' && return
    try_java_places /usr/lib64/jvm '*' && return
    try_java_places /usr/java '*' && return
    try_java_places /opt 'java*' && return
    try_java_places /opt 'jdk*' && return
    try_java_places /opt/java '*' && return
    try_java_places "${SDKMAN_DIR:-$user/.sdkman}/candidates/java" '*' && return
    try_java_places "$user/.jdks" '*' && return
    try_java_places "${ASDF_DATA_DIR:-$user/.asdf}/installs/java" '*' && return
    try_java_places "${MISE_DATA_DIR:-$user/.local/share/mise}/installs/java" '*' && return
    try_java_places /Library/Java/JavaVirtualMachines '*' && return
    try_java_places "$user/Library/Java/JavaVirtualMachines" '*' && return
    try_java_places /opt/homebrew/opt 'openjdk*' && return
    try_java_places /usr/local/opt 'openjdk*' && return
    try_java_places /home/linuxbrew/.linuxbrew/opt 'openjdk*' && return

    say "needs a JDK $least_java or newer, and found none."
    printf 'Looked in:\n%s' "$java_places" >&2
    printf 'Found:\n%s' "${java_seen:-  no Java at all$nl}" >&2
    printf 'Install one:\n' >&2
    case $(uname -s) in
        Darwin) printf '  brew install openjdk      (or the package from adoptium.net)\n' >&2 ;;
        *)
            printf '  Debian, Ubuntu   sudo apt install openjdk-25-jdk\n' >&2
            printf '  Fedora           sudo dnf install java-25-openjdk-devel\n' >&2
            printf '  Arch             sudo pacman -S jdk-openjdk\n' >&2
            printf '  anywhere         sdk install java 25-tem   (sdkman.io), or an archive from adoptium.net\n' >&2
            ;;
    esac
    die "then run it again; for a JDK in another place, set COSTATE_JAVA_HOME to its folder."
}
