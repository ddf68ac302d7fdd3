#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ranking/sums.h"

namespace motcua::ranking {

// Millions of dossiers counted at once: each move is eight bytes until it is sorted among its like, so that
// two million dossiers fit into a few hundred megabytes. Comes to what Sums comes to, another way.
class Recount {
 public:
  void add(const Course& course, const Effect& effect, std::optional<std::int64_t> minutes);
  // After the last add. Rows come in the order of the tables' keys, so that writing them is appending.
  void close();

  // The rows of one view and grain, of the units or of the province, in order of their start; none in grains
  // that are not kept.
  struct Level {
    View view = View::all;
    Grain grain = Grain::day;
    bool province = false;
  };
  static const std::vector<Level>& levels();  // each grain behind the narrower ones

  // A number under a packed key; several of one row stand beside each other.
  struct Packed {
    std::uint64_t key;
    std::int64_t number;
  };
  // `finer`: the rows of the level before, when that is the same in a narrower grain; only to be quicker.
  std::vector<Packed> cells(const Level& level, const std::vector<Packed>* finer = nullptr) const;
  std::vector<Packed> times(const Level& level, const std::vector<Packed>* finer = nullptr) const;

  // The day a row stands on, as in SumKey.
  static int start_of_cell(const Packed& row);
  static int start_of_time(const Packed& row);
  // Takes the row that begins at `at` and moves on behind it.
  std::pair<SumKey, Counts> next_cell(const Level& level, const std::vector<Packed>& from,
                                      std::size_t& at) const;
  std::pair<TimeKey, std::int64_t> next_time(const Level& level, const std::vector<Packed>& from,
                                             std::size_t& at) const;

 private:
  // Texts as small numbers; 0 is "".
  class Names {
   public:
    std::uint64_t number(const std::string& text, std::size_t limit);
    const std::string& text(std::uint64_t number) const { return *texts_[number]; }
    Names();
    // From now on the numbers are in the order of the texts: the new one of each old one.
    std::vector<std::uint64_t> put_in_order();

   private:
    std::unordered_map<std::string, std::uint64_t> numbers_;
    std::vector<const std::string*> texts_;
  };
  struct Heap {
    std::vector<std::uint64_t> raw;  // key and sign, until close()
    std::vector<Packed> days;
    void close();
  };
  void renumber(Heap& heap, int low_bits, const std::vector<std::uint64_t>& scopes,
                const std::vector<std::uint64_t>& items) const;
  std::uint64_t place(const Course& course, const std::string& item, LocalDate day);
  std::vector<Packed> level_of(const Level& level, const std::vector<Packed>& days, int low_bits) const;
  SumKey key_of(const Level& level, std::uint64_t place) const;

  Names scopes_, items_;
  Heap by_procedure_, by_officer_;
  Heap times_by_procedure_, times_by_officer_;
};

}  // namespace motcua::ranking
