module stations

go 1.21
