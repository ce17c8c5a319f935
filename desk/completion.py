"""`desk completion`: what a shell must run so that the Tab key completes commands, options, articles, categories."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    help="In đoạn lệnh cho bash, zsh hoặc fish. Ví dụ: desk completion bash >> ~/.bashrc, rồi mở cửa sổ mới."
)
@click.argument("shell", type=click.Choice(_SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script of *shell*."""
    script = get_completion_class(shell)
    assert script is not None
    print(script(context.find_root().command, {}, "desk", "_DESK_COMPLETE").source())
