# shellcheck shell=sh disable=SC2154
# Part of the launcher, `costate`: builds the app, one process at a time, with a line of progress.

# ---------------------------------------------------------------- progress

began=$(date +%s)
last_progress=

# progress TEXT [DETAIL]: what goes on now. A terminal has one line of it, written over; else TEXT is a line if it is news.
progress() {
    if [ -t 2 ]; then
        printf '\r%-78.78s' "costate: $1${2:+: $2} ($(($(date +%s) - began)) s)" >&2
    elif [ "$1" != "$last_progress" ]; then
        say "$1"
    fi
    last_progress=$1
}

end_progress() {
    [ ! -t 2 ] || printf '\r%78s\r' '' >&2
    say "$1"
}

# ---------------------------------------------------------------- one at a time

locked=
child=

clean_up() {
    [ -z "$child" ] || kill "$child" 2>/dev/null
    [ -z "$locked" ] || rm -rf "$state/app/.new.$$" "$state/lock"
}

trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

try_lock() {
    mkdir "$state/lock" 2>/dev/null || return 1
    locked=yes
    printf '%s\n' "$$ $(uname -n)" >"$state/lock/owner"
}

unlock() {
    rm -rf "$state/lock"
    locked=
}

read_owner() {
    owner=
    if [ -r "$1/owner" ]; then read -r owner <"$1/owner"; fi
}

# Is the owner, by its process and machine, gone? That of another machine, or one not yet named, is when it has not
# touched the lock for minutes.
lock_is_stale() {
    if [ -n "$owner" ] && [ "${owner#* }" = "$(uname -n)" ]; then
        ! kill -0 "${owner%% *}" 2>/dev/null
    else
        [ -n "$(find "$state/lock" -prune -mmin +2 2>/dev/null)" ]
    fi
}

# Takes the lock, or waits for whoever has it. A stale one is put aside.
lock() {
    told=
    until try_lock; do
        read_owner "$state/lock"
        if lock_is_stale; then
            # Several may come here. One wins the rename, and puts it back if it was a new lock already.
            stale=$owner
            if mv "$state/lock" "$state/stale.$$" 2>/dev/null; then
                read_owner "$state/stale.$$"
                if [ "$owner" = "$stale" ]; then rm -rf "$state/stale.$$"; else mv "$state/stale.$$" "$state/lock"; fi
            fi
        else
            [ -n "$told" ] || say "waiting for process ${owner:-of unknown number}, which is building here (if it is not: rm -r '$state/lock')"
            told=yes
            sleep 1
        fi
    done
}

# Waits for the process just started, whose exit code it returns, and runs its arguments several times a second meanwhile.
await_child() {
    child=$!
    while kill -0 "$child" 2>/dev/null; do
        "$@"
        touch "$state/lock"
        sleep 0.2 2>/dev/null || sleep 1
    done
    wait "$child"
    result=$?
    child=
    return "$result"
}

# ---------------------------------------------------------------- the jars

# Are the jars under folder $1 of the modules complete and up to date?
jars_up_to_date() {
    up_to_date "$root/$1/build-started" && [ -f "$root/cli/$1/classpath.txt" ] \
        && [ -n "$(find "$root/cli/$1/classpath.txt" -newer "$root/$1/build-started")" ]
}

# Shows what Maven is at, by its log.
show_maven_step() {
    step=$(sed -n 's/^\[INFO\] --- .*:\([a-zA-Z-]*\) (.*) @ costate-\([a-z-]*\) ---.*/\2 \1/p' "$state/build.log" | tail -n 1)
    if [ -n "$step" ]; then progress "building ${step%% *}" "${step#* }"; else progress "$last_progress"; fi
}

build_jars() {
    . "$root/cli/src/main/sh/maven.sh"
    find_maven
    progress "building with Maven $maven_version on Java $java_version"
    (
        cd -- "$root" || exit
        JAVA_HOME=$java_home
        export JAVA_HOME
        exec "$maven" -B -f "$root/pom.xml" -Dcostate.quick -pl cli -am package
    ) </dev/null >"$state/build.log" 2>&1 &
    await_child show_maven_step && return

    end_progress "the build failed:"
    if grep -q '^\[ERROR\] ' "$state/build.log"; then
        awk '/^\[ERROR\] ./ && !/COMPILATION ERROR|Help 1|[Rr]e-run Maven|For more information|After correcting|[<[]args[]>]/ \
            && !seen[$0]++ && ++lines <= 30' "$state/build.log" >&2
    else
        tail -n 15 "$state/build.log" >&2
    fi
    die "its full log: $state/build.log"
}

# ---------------------------------------------------------------- the app

# Makes an app of the jars under folder $1 of the modules.
make_app() {
    new=$state/app/.new.$$
    mkdir "$new" "$new/lib" || die "cannot write in $state/app"
    cp "$root/cli/$1/costate-cli.jar" "$new/lib/" || die "cannot copy costate-cli.jar to $new/lib"
    echo costate-cli.jar >"$new/classpath"
    read -r jars <"$root/cli/$1/classpath.txt" || [ -n "$jars" ] || die "is empty: $root/cli/$1/classpath.txt"
    while [ -n "$jars" ]; do
        jar=${jars%%"|"*}
        case $jars in *'|'*) jars=${jars#*"|"} ;; *) jars= ;; esac
        # Maven writes the jar of a module over in place, that of a library never: a link to it will do.
        case $jar in
            "$root"/*) cp "$jar" "$new/lib/" ;;
            *) ln "$jar" "$new/lib/" 2>/dev/null || cp "$jar" "$new/lib/" ;;
        esac || die "cannot copy $jar to $new/lib"
        printf '%s\n' "${jar##*/}" >>"$new/classpath"
    done
    cp -p "$root/$1/build-started" "$new/stamp" || die "cannot write $new/stamp"
    app=$state/app/$(date +%Y%m%d-%H%M%S)-$$
    mv "$new" "$app" || die "cannot write $app"
}

# Makes the class archive: of the classes and lambdas that the command line's tour of itself loads. Without it all works,
# only later. An AOT cache would have the classes alone: docs/decisions/0012-warm-up.md.
make_cache() {
    set_classpath
    set_cache
    progress "preparing a fast start"
    # shellcheck disable=SC2086 # the options are to be split
    "$java_home/bin/java" $java_options ${directives:+"-XX:CompilerDirectivesFile=$directives"} \
        "-XX:DumpLoadedClassList=$cache.$$.list" \
        -cp "$classpath" $main_class __train </dev/null >"$state/archive.log" 2>&1 &
    await_child progress "$last_progress"
    # shellcheck disable=SC2086 # the options are to be split
    "$java_home/bin/java" $java_options ${directives:+"-XX:CompilerDirectivesFile=$directives"} \
        -Xshare:dump "-XX:SharedClassListFile=$cache.$$.list" "-XX:SharedArchiveFile=$cache.$$" \
        -cp "$classpath" </dev/null >>"$state/archive.log" 2>&1 &
    await_child progress "$last_progress"
    rm -f "$cache.$$.list"
    if [ -f "$cache.$$" ]; then mv -f "$cache.$$" "$cache"; else : >"$cache.failed"; fi
}

publish_app() {
    printf '%s\n' "${app##*/}" >"$state/current.$$"
    mv -f "$state/current.$$" "$state/current" || die "cannot write $state/current"
    for old in "$state"/app/*; do
        [ "$old" != "$app" ] || continue
        rm -f "$old"/*.jsa "$old"/*.aot
        # A long run may yet open jars of its app.
        [ -z "$(find "$old" -prune -mtime +7)" ] || rm -rf "$old"
    done
}

build() {
    case $root in *:*) die "its folder has a colon in its name, which a Java class path cannot have: $root" ;; esac
    if ! mkdir -p "$state/app" 2>/dev/null || [ ! -w "$state" ] || [ ! -w "$state/app" ]; then
        die "has to be built and cannot write in $state; run it from a copy of the folder that you own"
    fi
    lock
    rm -rf "$state"/app/.new.*
    read_current_app
    if [ -z "$app" ] || ! up_to_date "$app/stamp"; then
        if jars_up_to_date target; then
            make_app target
        else
            jars_up_to_date target/quick || build_jars
            make_app target/quick
        fi
        make_cache
        publish_app
        end_progress "ready after $(($(date +%s) - began)) s"
    fi
    unlock
}

# The cache for another JDK than the app was built with. If somebody else is at it, it is done without.
renew_cache() {
    try_lock || return 0
    make_cache
    end_progress "ready after $(($(date +%s) - began)) s"
    unlock
}
