from alpine as Build
run echo a
copy a.txt /
workdir /x
