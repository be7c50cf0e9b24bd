text = "bom: 漢"
