#!/usr/bin/env bash
# Proves the README's two commands where nothing is installed: `npm start` and `npm test`, each in a tree of its own
# made by debootstrap, to which only this machine's Node, npm, certificates and network settings are added.
#
#   sudo scripts/fresh-machine.sh [--only start|test] [--fresh]
#
# --fresh makes the cached base tree anew. The tree holds a clone of the committed HEAD.
set -euo pipefail

readonly START_LIMIT_S=600 TEST_LIMIT_S=1800 STOP_LIMIT_S=15
readonly SAMPLE_MARK='The sample is posted'
readonly TREE_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
repository=$(cd "$(dirname "$(realpath "$0")")/.." && pwd)
base=${TMPDIR:-/tmp}/kawaraban-fresh-base
work=
proof_pid=
failed=0

say() { echo "fresh-machine: $*"; }
fail() { say "$*" >&2; exit 1; }

main() {
  local only= fresh=
  while (($#)); do
    case $1 in
      --only) only=${2:-}; [[ $only == start || $only == test ]] || fail '--only takes start or test'; shift 2 ;;
      --fresh) fresh=yes; shift ;;
      *) fail "usage: $0 [--only start|test] [--fresh]" ;;
    esac
  done
  ((EUID == 0)) || fail 'run it as root: debootstrap and chroot need it'
  local tool
  for tool in debootstrap git node npm unshare; do
    command -v "$tool" >/dev/null || fail "$tool is missing; install it"
  done
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  [[ -z $fresh ]] || rm -rf --one-file-system "$base"
  work=$(mktemp -d "${TMPDIR:-/tmp}/kawaraban-fresh-XXXXXX")
  make_base
  [[ $only == test ]] || prove start
  [[ $only == start ]] || prove test
  exit "$failed"
}

# The mounts live in the namespaces of the proof and go with them, and so do its processes.
clean_up() {
  if [[ -n $proof_pid ]]; then
    kill -KILL "$proof_pid" 2>/dev/null || true
    wait "$proof_pid" 2>/dev/null || true
  fi
  [[ -z $work ]] || rm -rf --one-file-system "$work"
}

make_base() {
  exec 9>"$base.lock"
  flock 9
  if [[ ! -d $base ]]; then
    local codename mirror
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
      awk -v codename="$codename" '$2 == codename && !found { found = $1 } END { print found }')
    [[ -n $codename && -n $mirror ]] || fail "no apt source of this machine offers its own release (${codename:-unknown})"
    say "making a bare $codename tree (debootstrap) …"
    unshare --mount debootstrap --variant=minbase "$codename" "$work/base" "$mirror" >"$work/log" 2>&1 || show_log 'debootstrap failed'
    rm -f "$work"/base/var/cache/apt/archives/*.deb
    mv "$work/base" "$base"
  fi
  flock -u 9
}

show_log() {
  tail -n 60 "$work/log" >&2
  fail "$*"
}

# prove start|test: one command in one tree, and nothing of it left behind.
prove() {
  local command=$1 tree=$work/$1 began=$SECONDS
  say "npm $command on a bare machine …"
  cp -a "$base" "$tree"
  furnish "$tree"
  git -c safe.directory='*' clone --quiet --no-hardlinks "$repository" "$tree/root/kawaraban"
  : >"$work/log"
  unshare --mount --pid --fork --kill-child bash -c "$(declare -p TREE_PATH START_LIMIT_S TEST_LIMIT_S STOP_LIMIT_S SAMPLE_MARK)
    $(declare -f inside mount_tree in_tree "run_$command" processes_left)
    inside $command $(printf '%q ' "$tree" "$work/log")" 9>&- &
  proof_pid=$!
  local status=0
  wait "$proof_pid" || status=$?
  proof_pid=
  rm -rf --one-file-system "$tree"
  if ((status != 0)); then
    tail -n 60 "$work/log" >&2
    say "npm $command FAILED ($((SECONDS - began))s)"
    failed=1
    return
  fi
  say "npm $command ok ($((SECONDS - began))s)"
}

# What a newcomer's machine has: Node with npm, and the way to the network.
furnish() {
  local tree=$1
  install -D "$(realpath "$(command -v node)")" "$tree/usr/local/bin/node"
  mkdir -p "$tree/usr/local/lib/node_modules" "$tree/usr/local/etc"
  cp -a "$(realpath "$(npm root -g 2>/dev/null)/npm")" "$tree/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$tree/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$tree/usr/local/bin/npx"
  copy_to "$(npm config get globalconfig 2>/dev/null)" "$tree/usr/local/etc/npmrc"
  copy_to "$(npm config get userconfig 2>/dev/null)" "$tree/root/.npmrc"

  local path
  for path in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates \
    /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/keyrings /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d \
    /etc/apt/auth.conf /etc/apt/auth.conf.d /etc/apt/preferences /etc/apt/preferences.d /usr/share/keyrings \
    "${NODE_EXTRA_CA_CERTS:-}" "${SSL_CERT_FILE:-}" "$(npm config get cafile 2>/dev/null)"; do
    copy_to "$path" "$tree$path"
  done
  # Packages are unpacked without a flush to disk after each file: the tree is thrown away anyway.
  echo force-unsafe-io >"$tree/etc/dpkg/dpkg.cfg.d/unsafe-io"
  # Of apt's settings only how it fetches: the others name hooks of programs that a bare machine has not.
  apt-config dump | grep '^Acquire::' | grep -v '^Acquire::IndexTargets' >"$tree/etc/apt/apt.conf.d/99-this-machine"
}

copy_to() {
  [[ -n $1 && -e $1 ]] || return 0
  mkdir -p "$(dirname "$2")"
  if [[ -d $1 ]]; then
    mkdir -p "$2"
    cp -aL "$1/." "$2"
  else
    cp -L --preserve=mode "$1" "$2"
  fi
}

# --- Below runs as the first process of its own mount and process namespaces. ---

inside() {
  local command=$1 tree=$2 log=$3
  set -euo pipefail
  mount_tree "$tree"
  (in_tree "$tree" node --version) >>"$log" 2>&1 || { echo 'this Node needs libraries that a bare machine has not' >>"$log"; exit 1; }
  "run_$command" "$tree" "$log"
}

mount_tree() {
  local tree=$1 name
  mount --make-rprivate /
  mount -t proc proc /proc
  mount -t proc proc "$tree/proc"
  mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
  mknod -m 666 "$tree/dev/null" c 1 3
  mknod -m 666 "$tree/dev/zero" c 1 5
  mknod -m 666 "$tree/dev/full" c 1 7
  mknod -m 666 "$tree/dev/random" c 1 8
  mknod -m 666 "$tree/dev/urandom" c 1 9
  mknod -m 666 "$tree/dev/tty" c 5 0
  mkdir "$tree/dev/pts" "$tree/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$tree/dev/pts"
  mount -t tmpfs -o mode=1777 tmpfs "$tree/dev/shm"
  ln -s pts/ptmx "$tree/dev/ptmx"
  ln -s /proc/self/fd "$tree/dev/fd"
  for name in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/${name#*:}" "$tree/dev/${name%:*}"; done
}

# in_tree <tree> <command…>: in the clone, with nothing of this environment but proxies, certificates and npm's
# settings. It takes the place of the shell that calls it, so that a signal to that one reaches the command.
in_tree() {
  local tree=$1 name kept=()
  shift
  while IFS= read -r name; do
    case ${name,,} in
      npm_config_*prefix | npm_config_globalconfig | npm_config_userconfig | npm_config_cache | npm_config_node_gyp) ;;
      http_proxy | https_proxy | no_proxy | all_proxy | node_extra_ca_certs | ssl_cert_file | npm_config_*)
        kept+=("$name=${!name}") ;;
    esac
  done < <(compgen -e)
  exec env -i ${kept[@]+"${kept[@]}"} PATH="$TREE_PATH" HOME=/root LANG=C.UTF-8 TERM=dumb \
    chroot "$tree" sh -c 'cd /root/kawaraban && exec "$@"' sh "$@" </dev/null
}

run_start() {
  local tree=$1 log=$2 began=$SECONDS status=0
  in_tree "$tree" npm start >>"$log" 2>&1 &
  local npm=$!
  until grep -q "$SAMPLE_MARK" "$log"; do
    kill -0 "$npm" 2>/dev/null || { echo 'npm start ended before the sample was posted' >>"$log"; exit 1; }
    ((SECONDS - began < START_LIMIT_S)) || { echo "no sample was posted within ${START_LIMIT_S}s" >>"$log"; exit 1; }
    sleep 0.5
  done
  echo "fresh-machine: the sample is posted after $((SECONDS - began))s"
  kill -TERM "$npm"
  began=$SECONDS
  while [[ -n $(processes_left) ]]; do
    if ((SECONDS - began >= STOP_LIMIT_S)); then
      { echo "still running ${STOP_LIMIT_S}s after SIGTERM:"; processes_left; } >>"$log"
      exit 1
    fi
    sleep 0.5
  done
  wait "$npm" || status=$?
  # 143 is a shell's or npm's way to say that SIGTERM ended it, which is what was asked.
  [[ $status == 0 || $status == 143 ]] || { echo "npm start ended with $status after SIGTERM" >>"$log"; exit 1; }
}

run_test() {
  (in_tree "$1" timeout --kill-after=30 "$TEST_LIMIT_S" npm test) >>"$2" 2>&1 ||
    { echo "npm test ended with $?" >>"$2"; exit 1; }
}

# Every process of the namespace that runs in a tree: the shells of this script do not.
processes_left() {
  local entry
  for entry in /proc/[0-9]*; do
    [[ $(readlink "$entry/root" 2>/dev/null || echo /) == / ]] || tr '\0' ' ' <"$entry/cmdline" 2>/dev/null && echo
  done | grep -v '^$' || true
}

main "$@"
