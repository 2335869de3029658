"""Chinese sentences: commands.

``TABLE`` holds our own sentences by code.  ``CLICK`` gives the sentences of the command
line library: its English template, and ours with the same names.
"""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.help": (
        "绩效自评打分：读项目支出绩效自评表，按写成数据的规则逐项算分，句句说明理由。\n\n"
        "全部在本机运行，不联网。用“jixiao 命令 --help”看每个命令的说明和例子。"
    ),
    "cli.epilog": (
        "退出码：0 正常；1 有错误级的问题；2 用法不对或有输入读不了；70 程序内部出错。\n\n"
        "\b\n"
        "按 Tab 键补全（bash；zsh、fish 把 bash 换成自己的名字）：\n"
        '  eval "$(_JIXIAO_COMPLETE=bash_source jixiao)"'
    ),
    "cli.version": "jixiao %(version)s",
    "cli.version.help": "显示版本号并退出。",
    "cli.score.short": "给自评表打分：逐项得分、理由、总分、等级",
    "cli.template.short": "生成空白的自评表（xlsx、docx），按规则带好分值、下拉和公式",
    "cli.parse.short": "看一格文字读成了什么：指标值、实际完成值",
    "cli.rules.short": "查看、检验、新建评分规则",
    "cli.metavar.options": "[选项]",
    "cli.metavar.command": "命令 [参数]...",
    "cli.error": "错误：{message}",
    "cli.near": "是不是要用 {names}？",
    "cli.see": "用法见 {command} --help",
    "cli.path_as_command": "“{path}”是文件或文件夹，不是命令；要打分请写 jixiao score {path} 。",
    "cli.interrupted": "已中断",
    "cli.file": "“{path}”无法读写：{why}。",
    "cli.stream": "结果写不出去：{why}。",
    "cli.os.missing": "没有这个文件或文件夹",
    "cli.os.forbidden": "没有权限",
    "cli.os.directory": "这是文件夹，不是文件",
    "cli.os.exists": "同名文件已经存在",
    "cli.os.full": "磁盘已满",
    "cli.os.long": "名称太长",
    "cli.fault": (
        "程序内部出错，不是您的输入有错：{what}{where}。"
        "请设环境变量 JIXIAO_DEBUG=1 重做一遍，把全部输出和所用的命令一起报告给项目维护者。"
    ),
    "cli.fault.place": "（{file} 第 {line} 行）",
}

CLICK: dict[str, str] = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本说明并退出。",
    "default: {default}": "默认 {default}",
    "env var: {var}": "环境变量 {var}",
    "required": "必填",
    "(dynamic)": "（运行时决定）",
    "Missing command.": "缺少命令。",
    "Missing argument {name!r}.": "缺少参数 {name}。",
    "Missing argument {name!r}. {message}": "缺少参数 {name}。{message}",
    "Missing option {name!r}.": "缺少选项 {name}。",
    "Missing option {name!r}. {message}": "缺少选项 {name}。{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要有一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要有 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要有 {nargs} 个值。",
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Got unexpected extra arguments ({args})": "多出了参数：{args}",
    "Takes {nargs} values but 1 was given.": "要有 {nargs} 个值，只给了 1 个。",
    "Takes {nargs} values but {len} were given.": "要有 {nargs} 个值，给了 {len} 个。",
    "{len_type} values are required, but {len_value} was given.": "要有 {len_type} 个值，给了 {len_value} 个。",
    "{len_type} values are required, but {len_value} were given.": "要有 {len_type} 个值，给了 {len_value} 个。",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "{value!r} is not {choice}.": "“{value}”不行，只能是 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不行，可选：{choices}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是{number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”不是“是”或“否”，可写：{states}",
    "{value!r} does not match the format {format}.": "“{value}”不合格式 {format}。",
    "{value!r} does not match the formats {formats}.": "“{value}”不合任一格式：{formats}。",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，这里要的是{name}。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，这里要的是{name}。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”没有读取权限。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”没有写入权限。",
    "{name} {filename!r} is not executable.": "{name}“{filename}”没有执行权限。",
    "Could not open file {filename!r}: {message}": "打不开文件“{filename}”：{message}。",
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "这是文件夹，不是文件",
    "{filename!r}: {message}": "“{filename}”{message}",
    "unknown error": "原因不明",
    "file": "文件",
    "File": "文件",
    "directory": "文件夹",
    "Directory": "文件夹",
    "path": "路径",
    "Path": "路径",
    "integer": "整数",
    "float": "数",
    "integer range": "整数",
    "float range": "数",
}
