package nexmark

import "github.com/penstock/penstock/runtime/embedded/batch"

// column is a column of the table, in order of declaration.
type column int

const (
	columnType column = iota
	columnPerson
	columnAuction
	columnBid
)

// fill makes the next events into the rows of the batch. All random numbers are drawn, whichever columns there are.
func (r *reader) fill(b *batch.Batch, rows int) {
	var vectors [columnBid + 1]*batch.Vector
	for i, c := range r.columns {
		vectors[c] = b.Cols[i]
		if c != columnType {
			b.Cols[i].Nulls = make([]bool, rows)
		}
	}
	for row := range rows {
		number, k, at := r.next()
		for c, v := range vectors {
			switch {
			case v == nil:
			case column(c) == columnType:
				v.I64[row] = int64(k)
			case column(c) != columnPerson+column(k):
				v.Nulls[row] = true
			}
		}
		switch k {
		case kindPerson:
			p := r.person()
			if v := vectors[columnPerson]; v != nil {
				p.put(v.Children, row, at)
			}
		case kindAuction:
			if v := vectors[columnAuction]; v != nil {
				a := r.auction(number, at)
				a.put(v.Children, row, at)
			} else {
				r.skipAuction(number, at)
			}
		default:
			o := r.bid()
			if v := vectors[columnBid]; v != nil {
				o.put(v.Children, row, at)
			}
		}
	}
}

func (p *person) put(fields []*batch.Vector, row int, at int64) {
	fields[0].I64[row] = p.id
	fields[1].Str[row], fields[2].Str[row], fields[3].Str[row] = p.name, p.email, p.creditCard
	fields[4].Str[row], fields[5].Str[row] = p.city, p.state
	fields[6].I64[row] = at
	fields[7].Str[row] = p.extra
}

func (a *auction) put(fields []*batch.Vector, row int, at int64) {
	fields[0].I64[row] = a.id
	fields[1].Str[row], fields[2].Str[row] = a.name, a.description
	fields[3].I64[row], fields[4].I64[row] = a.initialBid, a.reserve
	fields[5].I64[row], fields[6].I64[row] = at, a.expires
	fields[7].I64[row], fields[8].I64[row] = a.seller, a.category
	fields[9].Str[row] = a.extra
}

func (b *bid) put(fields []*batch.Vector, row int, at int64) {
	fields[0].I64[row], fields[1].I64[row], fields[2].I64[row] = b.auction, b.bidder, b.price
	fields[3].Str[row], fields[4].Str[row] = b.channel, b.url
	fields[5].I64[row] = at
	fields[6].Str[row] = b.extra
}
