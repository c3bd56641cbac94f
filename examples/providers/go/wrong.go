// Bookings with Go's standard library as they are often written: it works when tried by hand, and is not as documented.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
)

type Booking struct {
	ID      string `json:"id"`
	Room    string `json:"room"`
	Guest   string `json:"guest"`
	Nights  int    `json:"nights"`
	Note    string `json:"note,omitempty"`
	Arrived bool   `json:"arrived"`
}

var (
	lock     sync.Mutex
	bookings []*Booking
)

func find(request *http.Request) *Booking {
	for _, booking := range bookings {
		if booking.ID == request.PathValue("id") {
			return booking
		}
	}
	return nil
}

func main() {
	http.HandleFunc("POST /bookings", func(writer http.ResponseWriter, request *http.Request) {
		var booking Booking
		// What is missing is "" or 0, and nobody asks.
		if err := json.NewDecoder(request.Body).Decode(&booking); err != nil {
			http.Error(writer, err.Error(), 400)
			return
		}
		booking.ID = strconv.Itoa(len(bookings) + 1)
		bookings = append(bookings, &booking)
		writer.WriteHeader(201)
		json.NewEncoder(writer).Encode(booking)
	})
	http.HandleFunc("GET /bookings", func(writer http.ResponseWriter, request *http.Request) {
		limit, _ := strconv.Atoi(request.URL.Query().Get("limit"))
		// An empty list is nil, and written as null.
		var page []*Booking
		for _, booking := range bookings {
			if limit == 0 || len(page) < limit {
				page = append(page, booking)
			}
		}
		json.NewEncoder(writer).Encode(map[string]any{"items": page, "total": len(page)})
	})
	http.HandleFunc("GET /bookings/{id}", func(writer http.ResponseWriter, request *http.Request) {
		json.NewEncoder(writer).Encode(find(request))
	})
	http.HandleFunc("POST /bookings/{id}/arrival", func(writer http.ResponseWriter, request *http.Request) {
		booking := find(request)
		// Of a booking that is not there this is a nil pointer: the connection breaks.
		booking.Arrived = true
		json.NewEncoder(writer).Encode(booking)
	})
	http.HandleFunc("DELETE /bookings/{id}", func(writer http.ResponseWriter, request *http.Request) {
		for index, booking := range bookings {
			if booking.ID == request.PathValue("id") {
				bookings = append(bookings[:index], bookings[index+1:]...)
				break
			}
		}
		writer.WriteHeader(200)
	})
	oneAtATime := http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		lock.Lock()
		defer lock.Unlock()
		http.DefaultServeMux.ServeHTTP(writer, request)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), oneAtATime))
}
