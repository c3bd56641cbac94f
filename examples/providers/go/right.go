// Bookings with Go's standard library, as documented.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"unicode/utf8"
)

type Booking struct {
	ID      string  `json:"id"`
	Room    string  `json:"room"`
	Guest   string  `json:"guest"`
	Nights  int     `json:"nights"`
	Note    *string `json:"note"`
	Arrived bool    `json:"arrived"`
}

var (
	lock     sync.Mutex
	bookings = map[string]*Booking{}
	order    []string
)

// A map keeps what a struct loses: whether a member is there at all, and under which name.
func readBooking(body io.Reader) (*Booking, error) {
	text, err := io.ReadAll(body)
	if err != nil || !utf8.Valid(text) {
		return nil, fmt.Errorf("the body must be JSON in UTF-8")
	}
	var members map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	if decoder.Decode(&members) != nil || members == nil {
		return nil, fmt.Errorf("the body must be a JSON object")
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("the body must be one JSON object, and nothing behind it")
	}
	room, isRoom := readText(members["room"], 1, 20)
	guest, isGuest := readText(members["guest"], 1, 80)
	nights, isNumber := members["nights"].(float64)
	if !isRoom || !isGuest {
		return nil, fmt.Errorf("room and guest must be texts of 1 to 20, and 1 to 80 characters")
	}
	if !isNumber || nights != float64(int(nights)) || nights < 1 || nights > 30 {
		return nil, fmt.Errorf("nights must be a whole number from 1 to 30")
	}
	booking := &Booking{ID: rand.Text(), Room: room, Guest: guest, Nights: int(nights)}
	if members["note"] != nil {
		note, isNote := readText(members["note"], 0, 200)
		if !isNote {
			return nil, fmt.Errorf("note must be a text of up to 200 characters, or null")
		}
		booking.Note = &note
	}
	return booking, nil
}

func readText(value any, least, most int) (string, bool) {
	text, isText := value.(string)
	length := utf8.RuneCountInString(text)
	return text, isText && length >= least && length <= most
}

func readNumber(request *http.Request, name string, otherwise, least, most int) (int, error) {
	if !request.URL.Query().Has(name) {
		return otherwise, nil
	}
	number, err := strconv.Atoi(request.URL.Query().Get(name))
	if err != nil || number < least || number > most {
		return 0, fmt.Errorf("%s must be a whole number from %d to %d", name, least, most)
	}
	return number, nil
}

func answer(writer http.ResponseWriter, status int, value any) {
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(status)
	json.NewEncoder(writer).Encode(value)
}

func refuse(writer http.ResponseWriter, status int, message string) {
	answer(writer, status, map[string]string{"message": message})
}

func add(writer http.ResponseWriter, request *http.Request) {
	booking, err := readBooking(request.Body)
	if err != nil {
		refuse(writer, 400, err.Error())
		return
	}
	bookings[booking.ID] = booking
	order = append(order, booking.ID)
	answer(writer, 201, booking)
}

func list(writer http.ResponseWriter, request *http.Request) {
	limit, wrongLimit := readNumber(request, "limit", 20, 1, 50)
	offset, wrongOffset := readNumber(request, "offset", 0, 0, 1e9)
	query := request.URL.Query()
	room := query.Get("room")
	if wrongLimit != nil || wrongOffset != nil || utf8.RuneCountInString(room) > 20 {
		refuse(writer, 400, "limit is 1 to 50, offset from 0 up, room at most 20 characters")
		return
	}
	// Not nil: nil would be written as null.
	found := []*Booking{}
	for _, id := range order {
		if booking, isThere := bookings[id]; isThere && (!query.Has("room") || booking.Room == room) {
			found = append(found, booking)
		}
	}
	page := found[min(offset, len(found)):min(offset+limit, len(found))]
	answer(writer, 200, map[string]any{"items": page, "total": len(found)})
}

// One hands a booking on, or says that there is none.
func one(work func(http.ResponseWriter, *Booking)) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		booking, isThere := bookings[request.PathValue("id")]
		if !isThere {
			refuse(writer, 404, "there is no such booking")
			return
		}
		work(writer, booking)
	}
}

func main() {
	http.HandleFunc("POST /bookings", add)
	http.HandleFunc("GET /bookings", list)
	http.HandleFunc("GET /bookings/{id}", one(func(writer http.ResponseWriter, booking *Booking) {
		answer(writer, 200, booking)
	}))
	http.HandleFunc("POST /bookings/{id}/arrival", one(func(writer http.ResponseWriter, booking *Booking) {
		booking.Arrived = true
		answer(writer, 200, booking)
	}))
	http.HandleFunc("DELETE /bookings/{id}", one(func(writer http.ResponseWriter, booking *Booking) {
		if booking.Arrived {
			refuse(writer, 403, "the guest has arrived already")
			return
		}
		delete(bookings, booking.ID)
		writer.WriteHeader(204)
	}))
	oneAtATime := http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		lock.Lock()
		defer lock.Unlock()
		http.DefaultServeMux.ServeHTTP(writer, request)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), oneAtATime))
}
