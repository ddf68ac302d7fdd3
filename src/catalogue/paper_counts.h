#pragma once
#include <string>
#include <string_view>

namespace motcua::catalogue {

struct PaperCounts {
  int originals = 0;
  int certified_copies = 0;
  int photocopies = 0;
  std::string why;  // set when a figure cannot be a number of papers: count_implausible, all counts then 0
};

// Originals and copies of one row of a published record. Copies count as certified when the paper's name says
// so. Figures above 9 come from a form number or a year that ran into the cell ("20201"), never from a real
// count.
PaperCounts read_paper_counts(long long originals, long long copies, std::string_view name);

// "Lưu ý" rows, headings that end in ":" and rows without any count are notes about papers, not papers.
enum class RowKind { paper, note, doubtful_note };
RowKind kind_of_row(std::string_view group, std::string_view name, long long originals, long long copies);

}  // namespace motcua::catalogue
