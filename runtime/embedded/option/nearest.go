package option

// Nearest is the known key that a misspelt one is closest to; "" where none is close.
func Nearest(key string, known []string) string {
	best, bestDistance := "", 4
	for _, k := range known {
		if d := distance(key, k); d < bestDistance && d <= len(k)/2 {
			best, bestDistance = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
