# full-disk.sh <folder> <dxpyc> <program>: compiles into a file system of 100 KiB.
mount -t tmpfs -o size=100k tmpfs "$1"
for option in -O2 --static --interpret; do
  "$2" "$3" "$option" -o "$1/app"
  echo "exit code $?"
done
ls -A "$1"
