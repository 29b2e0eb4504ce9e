#!/bin/bash
# Tests the launcher, `costate`, in made-up surroundings: JDKs and a Maven that are small scripts, and a file system of
# its own for the usual places. Each case asserts the exit code and what is printed.
#
#   launcher-test.sh [SHELL ...]     a shell is a command line such as 'zsh --emulate sh'; sh if there is none
set -u -o pipefail
repository=$(cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/costate launcher.XXXXXX")
interpreters=$(mktemp -d /tmp/costate.XXXXXX)
trap 'rm -rf "$work" "$interpreters"' EXIT
passed=0
failed=0

# ---------------------------------------------------------------- assertions

# run NAME=VALUE... COMMAND...: runs it in the case's surroundings and nothing else; sets code, out (stdout), err (stderr).
run() { run_in "$case" HOME="$case/home" "$@"; }

# run_in FOLDER NAME=VALUE... COMMAND...: the same in that folder, and without HOME.
run_in() {
    (cd "$1" && shift && exec env -i PATH="$case/bin" CASE="$case" "$@") >"$case/out" 2>"$case/err" </dev/null
    code=$?
    out=$(cat "$case/out")
    err=$(cat "$case/err")
}

fail() {
    problem=1
    printf '  FAILED with %s: %s: %s\n' "$shell" "$title" "$1"
    printf '    exit code %s\n    stdout: %s\n    stderr: %s\n' "$code" "$out" "$err"
}

exits() { [ "$code" -eq "$1" ] || fail "the exit code should be $1"; }
prints() { case $out in *"$1"*) ;; *) fail "stdout should have: $1" ;; esac; }
says() { case $err in *"$1"*) ;; *) fail "stderr should have: $1" ;; esac; }
says_not() { case $err in *"$1"*) fail "stderr should not have: $1" ;; esac; }
is_silent() { [ -z "$err" ] || fail "stderr should be empty"; }
is_true() { eval "$1" || fail "should be true: $1"; }
maven_runs() { [ "$(cat "$case/maven.runs" 2>/dev/null | wc -l)" -eq "$1" ] || fail "Maven should have run $1 times"; }

# Waits until it is true, half a minute at most.
await() {
    tries=0
    until eval "$1"; do
        if [ $((++tries)) -gt 600 ]; then
            fail "should become true: $1"
            return
        fi
        sleep 0.05
    done
}

# ---------------------------------------------------------------- surroundings

# A JDK (or, with a third argument, a JRE) of version $2 at $1. Its java says what it is given and exits as told by `exit N`.
make_jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Somebody"\nJAVA_RUNTIME_VERSION="%s+7"\nJAVA_VERSION="%s"\n' "$2" "$2" >"$1/release"
    cat >"$1/bin/java" <<-END
	#!/bin/sh
	case \$1 in
	    -version) printf 'openjdk version "%s" 2026-09-15\n' '$2' >&2; exit ;;
	    -XshowSettings:properties) printf '    java.home = %s\n' '$1' >&2; exit ;;
	esac
	for argument; do
	    case \$argument in
	        -XX:DumpLoadedClassList=*)
	            echo training >>"\$CASE/trainings"
	            [ -e "\$CASE/training-fails" ] || echo java/lang/Object >"\${argument#*=}"
	            exit ;;
	        -Xshare:dump) dumps=yes ;;
	        -XX:SharedClassListFile=*) list=\${argument#*=} ;;
	        -XX:SharedArchiveFile=*) archive=\${argument#*=} ;;
	    esac
	done
	if [ "\${dumps:-}" ]; then
	    [ ! -s "\$list" ] || : >"\$archive"
	    exit
	fi
	echo "java $2 of \$0 in \$(pwd)"
	for argument; do echo "[\$argument]"; last=\$argument; done
	case \$last in exit*) exit "\${last#exit}" ;; esac
	END
    chmod +x "$1/bin/java"
    if [ $# -eq 2 ]; then cp "$1/bin/java" "$1/bin/javac"; fi
}

# A Maven of version $2 at $1: it "builds" what the launcher takes from the real one.
make_maven() {
    mkdir -p "${1%/*}"
    cat >"$1" <<-END
	#!/bin/sh
	case \$1 in -v) printf '\033[1mApache Maven $2\033[m\nMaven home: /x\n'; exit ;; esac
	echo "JAVA_HOME=\$JAVA_HOME in \$(pwd): \$*" >>"\$CASE/maven.runs"
	echo '[INFO] Building Costate Engine'
	echo '[INFO] --- maven-compiler-plugin:3.16.0:compile (default-compile) @ costate-engine ---'
	if [ -e "\$CASE/maven-waits" ]; then while [ -e "\$CASE/maven-waits" ]; do sleep 0.05; done; fi
	if grep -q oops engine/src/main/java/A.java; then
	    echo '[ERROR] /somewhere/A.java:[3,1] cannot find symbol'
	    echo '[ERROR] -> [Help 1]'
	    exit 1
	fi
	folder=target/quick
	mkdir -p "\$folder" "cli/\$folder" "engine/\$folder"
	: >"\$folder/build-started"
	sleep 0.05
	echo cli >"cli/\$folder/costate-cli.jar"
	echo engine >"engine/\$folder/costate-engine.jar"
	printf '%s' "\$(pwd)/engine/\$folder/costate-engine.jar|\$CASE/library-1.0.jar" >"cli/\$folder/classpath.txt"
	echo '[INFO] BUILD SUCCESS'
	END
    chmod +x "$1"
}

# A case of its own: a small repository with the real launcher, looking for JDKs under $case/root instead of /.
begin() {
    title=$1
    problem=
    case="$work/$((++number))"
    repo="$case/the repo"
    mkdir -p "$case/bin" "$case/home" "$case/root" "$repo/engine/src/main/java" "$repo/cli/src/main"
    for tool in sh env sed awk grep find tail head date mkdir mv cp ln rm cat sleep touch uname readlink dirname wc; do
        ln -s "$(command -v $tool)" "$case/bin/$tool"
    done
    sed "1s|.*|#!$interpreter|" "$repository/costate" >"$repo/costate"
    chmod +x "$repo/costate"
    cp -r "$repository/cli/src/main/sh" "$repo/cli/src/main/"
    sed -i.orig "s#try_java_places /#try_java_places '$case/root'/#; s#/usr/libexec/java_home#\"\$CASE\"/root/java_home#g
        s#= /usr/bin/java#= \"\$CASE/bin/java\"#" "$repo/cli/src/main/sh/java.sh"
    echo '<project/>' | tee "$repo/pom.xml" "$repo/cli/pom.xml" "$repo/engine/pom.xml" >/dev/null
    echo 'class A {}' >"$repo/engine/src/main/java/A.java"
    echo library >"$case/library-1.0.jar"
}

# What most cases start from: a JDK and a Maven where they are usually found.
usual() {
    make_jdk "$case/root/usr/lib/jvm/jdk-25" 25.0.3
    make_maven "$case/bin/mvn" 3.8.7
}

end() { if [ -n "$problem" ]; then failed=$((failed + 1)); else passed=$((passed + 1)); fi; }

# ---------------------------------------------------------------- cases

first_use() {
    begin 'the first use builds, later ones do not'
    usual
    run "$repo/costate" run x 'two words' '' exit7
    exits 7
    says 'costate: building with Maven 3.8.7 on Java 25.0.3'
    says 'costate: preparing a fast start'
    says 'costate: ready after '
    prints "[dev.costate.cli.Main]
[run]
[x]
[two words]
[]
[exit7]"
    is_true '[ "${out%%java*}" = "" ]'
    is_true 'grep -q "JAVA_HOME=$case/root/usr/lib/jvm/jdk-25 in $repo: -B -f $repo/pom.xml -Dcostate.quick -pl cli -am package" "$case/maven.runs"'
    run "$repo/costate" list
    exits 0
    is_silent
    prints '[list]'
    maven_runs 1
    end
}

class_path() {
    begin 'the class path has the jars in order, and the class archive is used'
    usual
    run "$repo/costate" list
    name=$(cat "$repo/.costate/current")
    lib="$repo/.costate/app/$name/lib"
    prints "[-cp]
[$lib/costate-cli.jar:$lib/costate-engine.jar:$lib/library-1.0.jar]"
    prints "[-XX:SharedArchiveFile=$repo/.costate/app/$name/"
    is_true '[ "$(cat "$lib"/*)" = "$(printf "cli\nengine\nlibrary")" ]'
    run COSTATE_OPTS='-Xmx1g  -Da=*' "$repo/costate" list
    prints '[-Xmx1g]
[-Da=*]
[-cp]'
    prints '[-XX:+UseParallelGC]'
    run COSTATE_OPTS='-XX:+UseG1GC' "$repo/costate" list
    prints '[-XX:+UseG1GC]'
    case $out in *ParallelGC*) fail 'two garbage collectors' ;; esac
    end
}

changes() {
    begin 'a change of a source, of a pom, or a file that went away is built again'
    usual
    run "$repo/costate" list
    maven_runs 1
    sleep 0.05
    touch "$repo/engine/src/main/java/A.java"
    run "$repo/costate" list
    exits 0
    maven_runs 2
    sleep 0.05
    touch "$repo/engine/pom.xml"
    run "$repo/costate" list
    maven_runs 3
    sleep 0.05
    mkdir "$repo/engine/src/main/java/p"
    echo 'class B {}' >"$repo/engine/src/main/java/p/B.java"
    run "$repo/costate" list
    maven_runs 4
    sleep 0.05
    rm "$repo/engine/src/main/java/p/B.java"
    run "$repo/costate" list
    maven_runs 5
    run "$repo/costate" list
    maven_runs 5
    is_silent
    end
}

editors() {
    begin "an editor's own files are no change"
    usual
    touch "$repo/engine/src/main/java/.A.java.swp" "$repo/engine/src/main/java/A.java~"
    run "$repo/costate" list
    sleep 0.05
    echo x >>"$repo/engine/src/main/java/.A.java.swp"
    echo x >>"$repo/engine/src/main/java/A.java~"
    run "$repo/costate" list
    maven_runs 1
    end
}

verified() {
    begin 'what mvn verify made is taken, unless it is out of date or incomplete'
    usual
    mkdir -p "$repo/target" "$repo/cli/target" "$repo/engine/target"
    : >"$repo/target/build-started"
    sleep 0.05
    echo cli >"$repo/cli/target/costate-cli.jar"
    echo engine >"$repo/engine/target/costate-engine.jar"
    run "$repo/costate" list
    exits 0
    maven_runs 1
    sleep 0.05
    touch "$repo/pom.xml"
    sleep 0.05
    : >"$repo/target/build-started"
    sleep 0.05
    printf '%s' "$repo/engine/target/costate-engine.jar" >"$repo/cli/target/classpath.txt"
    run "$repo/costate" list
    exits 0
    says 'ready after'
    prints 'costate-engine.jar]'
    maven_runs 1
    sleep 0.05
    touch "$repo/pom.xml"
    run "$repo/costate" list
    maven_runs 2
    end
}

failing_build() {
    begin 'a build that fails shows its errors, and is tried again'
    usual
    echo oops >>"$repo/engine/src/main/java/A.java"
    run "$repo/costate" list
    exits 3
    says 'costate: the build failed:
[ERROR] /somewhere/A.java:[3,1] cannot find symbol'
    says "costate: its full log: $repo/.costate/build.log"
    says_not 'Help 1'
    is_true '[ -z "$out" ] && [ ! -e "$repo/.costate/lock" ]'
    echo 'class A {}' >"$repo/engine/src/main/java/A.java"
    run "$repo/costate" list
    exits 0
    prints '[list]'
    end
}

java_order() {
    begin 'COSTATE_JAVA_HOME goes before JAVA_HOME, that before the PATH, that before the usual places'
    make_jdk "$case/one" 25.0.1
    make_jdk "$case/two" 26
    make_jdk "$case/three" 25.0.3
    make_jdk "$case/root/usr/lib/jvm/four" 27-ea
    ln -s "$case/three/bin/java" "$case/alternative"
    mkdir "$case/path"
    ln -s ../alternative "$case/path/java"
    for unset in '' COSTATE_JAVA_HOME JAVA_HOME PATH; do
        case $unset in
            '') expected=$case/one ;;
            COSTATE_JAVA_HOME) expected=$case/two ;;
            JAVA_HOME) expected=$case/three ;;
            PATH) expected=$case/root/usr/lib/jvm/four ;;
        esac
        set -- COSTATE_JAVA_HOME="$case/one" JAVA_HOME="$case/two" PATH="$case/path:$case/bin"
        case $unset in COSTATE_JAVA_HOME | JAVA_HOME | PATH) shift ;; esac
        case $unset in JAVA_HOME | PATH) shift ;; esac
        case $unset in PATH) shift ;; esac
        run "$@" "$repo/costate" --print-java-home
        exits 0
        is_silent
        is_true '[ "$out" = "$expected" ]'
    done
    end
}

java_places() {
    begin 'each usual place is looked at'
    for place in usr/lib/jvm/a usr/lib64/jvm/a usr/java/a opt/java-25 opt/jdk-25 opt/java/a \
        home/.sdkman/candidates/java/a home/.jdks/a home/.asdf/installs/java/a home/.local/share/mise/installs/java/a \
        Library/Java/JavaVirtualMachines/a.jdk/Contents/Home \
        home/Library/Java/JavaVirtualMachines/a.jdk/Contents/Home \
        opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
        usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
        home/linuxbrew/.linuxbrew/opt/openjdk/libexec; do
        case $place in
            home/linuxbrew/*) folder=$case/root/$place ;;
            home/*) folder=$case/$place ;;
            *) folder=$case/root/$place ;;
        esac
        make_jdk "$folder" 25
        run "$repo/costate" --print-java-home
        exits 0
        is_true '[ "$out" = "$folder" ]'
        rm -rf "$case/root" "$case/home"
        mkdir "$case/root" "$case/home"
    done
    end
}

apple() {
    begin "Apple's java_home is asked, and Apple's java, which would open a window, is not"
    make_jdk "$case/jdk" 25
    printf '#!/bin/sh\n[ "$*" = "-v 25+" ] && echo "%s"\n' "$case/jdk" >"$case/root/java_home"
    printf '#!/bin/sh\ntouch "%s/window"\n' "$case" >"$case/bin/java"
    chmod +x "$case/root/java_home" "$case/bin/java"
    run "$repo/costate" --print-java-home
    is_true '[ "$out" = "$case/jdk" ] && [ ! -e "$case/window" ]'
    end
}

java_stand_in() {
    begin "a version manager's stand-in for java is asked for its home"
    make_jdk "$case/jdk" 25
    mkdir "$case/shims"
    printf '#!/bin/sh\nexec "%s/bin/java" "$@"\n' "$case/jdk" >"$case/shims/java"
    chmod +x "$case/shims/java"
    run PATH="$case/shims:$case/bin" "$repo/costate" --print-java-home
    exits 0
    is_true '[ "$out" = "$case/jdk" ]'
    end
}

no_java() {
    begin 'without a JDK it says where it looked, what it found and what to install'
    run JAVA_HOME=/nowhere "$repo/costate" list
    exits 3
    says 'costate: needs a JDK 25 or newer, and found none.
Looked in:
  JAVA_HOME: /nowhere
  java on the PATH: none
'
    says '/usr/lib/jvm/*'
    says "$case/home/.sdkman/candidates/java/*"
    says 'Found:
  no Java at all
Install one:'
    says 'set COSTATE_JAVA_HOME to its folder'
    is_true '[ -z "$out" ]'
    end
}

old_java() {
    begin 'Java that is too old, or a JRE, is named with its version and passed over'
    make_jdk "$case/root/usr/lib/jvm/a" 17.0.15
    make_jdk "$case/root/usr/lib/jvm/b" 1.8.0_402
    make_jdk "$case/root/usr/lib/jvm/c" 25.0.3 jre
    ln -s a "$case/root/usr/lib/jvm/default"
    rm "$case/root/usr/lib/jvm/b/release"
    run JAVA_HOME="$case/root/usr/lib/jvm/a" "$repo/costate" list
    exits 3
    says "Found:
  Java 17.0.15  $case/root/usr/lib/jvm/a
  Java 1.8.0_402  $case/root/usr/lib/jvm/b
  Java 25.0.3 (without javac: a JRE)  $case/root/usr/lib/jvm/c
Install one:"
    run COSTATE_JAVA_HOME="$case/root/usr/lib/jvm/a" "$repo/costate" list
    exits 3
    says "COSTATE_JAVA_HOME=$case/root/usr/lib/jvm/a is not a JDK 25 or newer."
    says "Java 17.0.15  $case/root/usr/lib/jvm/a"
    make_jdk "$case/root/usr/lib/jvm/d" 25
    rm "$case/root/usr/lib/jvm/d/release"
    run JAVA_HOME="$case/root/usr/lib/jvm/a" "$repo/costate" --print-java-home
    exits 0
    is_true '[ "$out" = "$case/root/usr/lib/jvm/d" ]'
    end
}

spaces() {
    begin 'blanks in the paths of the JDK, of Maven and of the repository do no harm'
    make_jdk "$case/a jdk" 25
    make_maven "$case/a maven/bin/mvn" 4.0.0
    run COSTATE_JAVA_HOME="$case/a jdk" MAVEN_HOME="$case/a maven" "$repo/costate" list
    exits 0
    says 'Maven 4.0.0'
    prints "java 25 of $case/a jdk/bin/java"
    end
}

no_maven() {
    begin 'without Maven it says where it looked, what it found and what to install'
    make_jdk "$case/root/usr/lib/jvm/jdk-25" 25.0.3
    run MAVEN_HOME=/nowhere "$repo/costate" list
    exits 3
    says 'costate: has to be built first, needs Maven 3.8 or newer for it, and found none.
Looked in:
  MAVEN_HOME: /nowhere
  mvn on the PATH: none
Found:
  no Maven at all
Install one:'
    make_maven "$case/bin/mvn" 3.6.3
    run "$repo/costate" list
    exits 3
    says "Found:
  Maven 3.6.3  $case/bin/mvn"
    run COSTATE_MVN="$case/bin/mvn" "$repo/costate" list
    exits 3
    says "COSTATE_MVN=$case/bin/mvn is not the mvn of a Maven 3.8 or newer"
    printf '#!/bin/sh\nexit 1\n' >"$case/bin/mvn"
    run "$repo/costate" list
    exits 3
    says "Maven that does not run  $case/bin/mvn"
    make_maven "$case/good/mvn" 3.10.0
    run COSTATE_MVN="$case/good/mvn" "$repo/costate" list
    exits 0
    says 'Maven 3.10.0'
    end
}

links() {
    begin 'started through links, from another folder'
    usual
    mkdir "$case/elsewhere" "$case/links"
    ln -s "../the repo/costate" "$case/links/one"
    ln -s "$case/links/one" "$case/bin/costate"
    run_in "$case/elsewhere" costate list
    exits 0
    prints "in $case/elsewhere"
    is_true '[ -e "$repo/.costate/current" ]'
    run_in "$repo" ./costate list
    exits 0
    run_in "$repo" "$interpreter" costate list
    exits 0
    maven_runs 1
    end
}

two_at_once() {
    begin 'of two started at once, one builds and the other waits for it'
    usual
    touch "$case/maven-waits"
    env -i PATH="$case/bin" CASE="$case" "$repo/costate" first >"$case/out1" 2>"$case/err1" &
    first=$!
    await '[ -s "$case/maven.runs" ]'
    env -i PATH="$case/bin" CASE="$case" "$repo/costate" second >"$case/out2" 2>"$case/err2" &
    second=$!
    await 'grep -qs "waiting for process" "$case/err2"'
    await 'grep -q "costate: building engine" "$case/err1"'
    rm "$case/maven-waits"
    wait $first
    code=$?
    out=$(cat "$case/out1") err=$(cat "$case/err1")
    exits 0
    prints '[first]'
    wait $second
    code=$?
    out=$(cat "$case/out2") err=$(cat "$case/err2")
    exits 0
    prints '[second]'
    maven_runs 1
    is_true '[ ! -e "$repo/.costate/lock" ]'
    end
}

stale_lock() {
    begin 'a lock whose owner is gone is put aside'
    usual
    mkdir -p "$repo/.costate/lock"
    sleep 0 &
    gone=$!
    wait $gone
    echo "$gone $(uname -n)" >"$repo/.costate/lock/owner"
    run "$repo/costate" list
    exits 0
    says_not waiting
    maven_runs 1
    is_true '[ -z "$(find "$repo/.costate" -name "stale*")" ]'
    sleep 0.05
    touch "$repo/pom.xml"
    mkdir "$repo/.costate/lock"
    echo "1 another-machine" >"$repo/.costate/lock/owner"
    touch -t 202601010000 "$repo/.costate/lock"
    run "$repo/costate" list
    exits 0
    maven_runs 2
    end
}

interrupted() {
    begin 'interrupted while building, it ends Maven and leaves no lock'
    usual
    touch "$case/maven-waits"
    env -i PATH="$case/bin" CASE="$case" "$repo/costate" list >"$case/out" 2>"$case/err" &
    launcher=$!
    await '[ -s "$case/maven.runs" ]'
    kill -TERM $launcher
    wait $launcher
    code=$?
    out=$(cat "$case/out") err=$(cat "$case/err")
    exits 143
    is_true '[ ! -e "$repo/.costate/lock" ]'
    rm "$case/maven-waits"
    sleep 0.2
    is_true '[ ! -e "$repo/target/quick" ]'
    run "$repo/costate" list
    exits 0
    maven_runs 2
    end
}

no_home() {
    begin 'HOME is not needed'
    usual
    run_in "$case" "$repo/costate" list
    exits 0
    prints '[list]'
    rm -r "$case/root/usr"
    run_in "$case" "$repo/costate" list
    exits 3
    says 'needs a JDK 25'
    end
}

not_writable() {
    begin 'a folder that cannot be written is said, and is no hindrance once it is built'
    usual
    : >"$repo/.costate"
    run "$repo/costate" list
    exits 3
    says "costate: has to be built and cannot write in $repo/.costate; run it from a copy of the folder that you own"
    maven_runs 0
    rm "$repo/.costate"
    run "$repo/costate" list
    chmod -R a-w "$repo/.costate"
    run "$repo/costate" list
    exits 0
    is_silent
    chmod -R u+w "$repo/.costate"
    end
}

colon() {
    begin 'a colon in the path of the folder is refused'
    usual
    mv "$repo" "$case/a:b"
    run "$case/a:b/costate" list
    exits 3
    says "its folder has a colon in its name, which a Java class path cannot have: $case/a:b"
    end
}

cache() {
    begin 'the class archive is made for each JDK; one that cannot be made is done without'
    usual
    make_jdk "$case/root/usr/lib/jvm/jdk-26" 26.0.1
    run "$repo/costate" list
    is_true '[ "$(wc -l <"$case/trainings")" -eq 1 ]'
    run JAVA_HOME="$case/root/usr/lib/jvm/jdk-26" "$repo/costate" list
    exits 0
    says 'preparing a fast start'
    prints 'jdk-26-26.0.1+7.jsa]'
    is_true '[ "$(wc -l <"$case/trainings")" -eq 2 ]'
    run JAVA_HOME="$case/root/usr/lib/jvm/jdk-26" "$repo/costate" list
    run "$repo/costate" list
    is_silent
    is_true '[ "$(wc -l <"$case/trainings")" -eq 2 ]'
    sed -i.orig s/25.0.3+7/25.0.3+8/ "$case/root/usr/lib/jvm/jdk-25/release"
    touch "$case/training-fails"
    run "$repo/costate" list
    exits 0
    is_true '[ "$(wc -l <"$case/trainings")" -eq 3 ]'
    run "$repo/costate" list
    exits 0
    is_silent
    case $out in *SharedArchiveFile*) fail 'no cache should be named' ;; esac
    is_true '[ "$(wc -l <"$case/trainings")" -eq 3 ]'
    end
}

directives() {
    begin "HotSpot is given the engine's compiler directives, where there are any"
    usual
    folder="$repo/engine/src/main/resources/dev/costate/internal/hotspot"
    run "$repo/costate" list
    case $out in *CompilerDirectivesFile* | *costate.directives*) fail 'no directives should be given' ;; esac
    mkdir -p "$folder"
    cp "$repository/engine/src/main/resources/dev/costate/internal/hotspot/directives.json" "$folder/"
    run COSTATE_OPTS='-XX:+DisplayVMOutput' "$repo/costate" list
    exits 0
    prints '[-XX:+UnlockDiagnosticVMOptions]'
    prints '[-Dcostate.directives=given]'
    prints "[-XX:CompilerDirectivesFile=$folder/directives.json]"
    is_true '[ "${out#*-XX:-DisplayVMOutput*-XX:+DisplayVMOutput}" != "$out" ]'
    end
}

old_apps() {
    begin 'the jars of an earlier build stay for runs that use them, for a week'
    usual
    run "$repo/costate" list
    first_app="$repo/.costate/app/$(cat "$repo/.costate/current")"
    sleep 0.05
    touch "$repo/pom.xml"
    run "$repo/costate" list
    is_true '[ -f "$first_app/lib/costate-engine.jar" ] && [ -z "$(find "$first_app" -name "*.jsa")" ]'
    touch -t 202601010000 "$first_app"
    touch "$repo/pom.xml"
    run "$repo/costate" list
    is_true '[ ! -e "$first_app" ]'
    is_true '[ "$(find "$repo/.costate/app" -mindepth 1 -maxdepth 1 | wc -l)" -eq 2 ]'
    end
}

[ $# -gt 0 ] || set -- sh
for shell; do
    number=0
    rm -rf "${work:?}"/*
    interpreter=/bin/sh
    if [ "$shell" != sh ]; then
        interpreter=$interpreters/sh
        program=$(command -v "${shell%% *}") || exit
        printf '#!/bin/sh\nexec %s "$@"\n' "$program${shell#"${shell%% *}"}" >"$interpreter"
        chmod +x "$interpreter"
    fi
    for each in first_use class_path changes editors verified failing_build java_order java_places apple java_stand_in \
        no_java old_java spaces no_maven links two_at_once stale_lock interrupted no_home not_writable colon cache directives \
        old_apps; do
        $each
    done
done
echo "launcher: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
