print("raises runs")
partial = 1
raise ValueError("module body failed")
