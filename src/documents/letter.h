#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "documents/receipt.h"
#include "documents/sheet.h"

namespace motcua::documents {

// A line "label value"; nothing is printed when the value is empty.
struct LetterField {
  std::string label, value;
  bool bold = false;
};
// A paragraph as it stands.
struct LetterText {
  std::string text;
  bool bold = false;
  bool italic = false;
};
// A ruled table; the head is repeated on every page. Widths are parts of the whole; every row has as many
// cells as there are columns (CHECK).
struct LetterTable {
  struct Column {
    std::string heading;
    double part = 1;
    Align align = Align::left;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};
// The papers with their counts, as on form 01.
struct LetterPapers {
  std::vector<PaperLine> papers;
};
using LetterBlock = std::variant<LetterField, LetterText, LetterTable, LetterPapers>;

struct LetterSignature {
  std::string role, hint, name;
  std::vector<std::string> capacity = {};  // under the role: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"
};

// What forms 02 to 06 (TT 03/2025/TT-VPCP, Annex I) have in common: the head of an official letter, a title,
// lines and tables, signatures. Plain data in Vietnamese; empty texts leave their line out. Times are local.
struct Letter {
  std::string form;               // "Mẫu số 02"
  std::string basis;              // under it, small: the act the form is of
  std::string authority, centre;  // head, left
  std::string number;             // "Số: 0018/TNHS"
  std::string place;              // "Mường Lạn"
  std::string title;              // a line end stands where it may not be broken elsewhere
  std::string code;               // of the dossier; stands in the QR. Empty: about no dossier, no QR
  LocalTime at{};                 // of the letter; also the date of creation in the file
  std::vector<LetterBlock> blocks;
  std::vector<LetterSignature> signatures;  // one to three, side by side
};

enum class LetterPaper { a5, a4, a4_landscape };

// The letters one after the other in one file, each on pages of its own with its own page numbers; what does
// not fit runs on to further pages, nothing is cut. Same letters, same bytes. Preconditions (CHECK): at least
// one letter, valid UTF-8.
Bytes letters_pdf(const std::vector<Letter>& letters, LetterPaper paper);

}  // namespace motcua::documents
