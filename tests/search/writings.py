"""Texts that are likely to be read wrongly, for property tests."""

from hypothesis import strategies as st

PIECES = [
    *"第条章季度号年月日一二十百千零〇○两党費组織員々0123456789２０１第 ()[]〔〕（）【】<>《》.,:/-%\u3000\u00a0\t\naBcÀİȺ×ɏẞ'üﺷ㐀",
    *(
        "2026",
        "1998",
        "二〇二六年",
        "第十二条",
        "〔2026〕",
        "12号",
        "\U00020bb7",
        "\u2f08",
        "\uf914",
        "\ufa6c",
        "\U0002f800",
        "🎉",
    ),
]

texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=40)
