.PHONY: help setup demo test lock format bench screenshots

help:         ## 列出这些命令
	@sed -n 's/^\([a-z]*\): *## */  make \1\t/p' Makefile | expand -t 20
setup:        ## 建好 .venv（其余命令会自己调用它）
	@scripts/setup
demo:         ## 建一个演示县并打开服务
	@scripts/demo
test:         ## 检查代码，跑全部测试（SQLite 与 PostgreSQL 各一遍）
	@scripts/test
lock:         ## 由 pyproject.toml 和 package.json 重写锁文件
	@scripts/lock
format:       ## 整理代码格式
	@scripts/format
bench:        ## 性能基准
	@scripts/bench
screenshots:  ## 给演示县的每个页面截图
	@scripts/screenshots
