#include "store/dump.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/check.h"
#include "base/json.h"
#include "base/text.h"

namespace motcua::store {
namespace {

// A line that says what it is, then for each table 'T', a length of four bytes and {"table", "columns"} as
// JSON, then each row as 'R', a length of eight bytes and the row; 'E' and eight bytes with the number of all
// rows end the file.
constexpr std::string_view head = "motcua dump 1\n";
constexpr std::size_t buffer_size = 1UL << 20;
constexpr std::uint64_t largest_row = 1UL << 31;  // bytes; more is damage

[[noreturn]] void fail(std::string_view act, const std::string& file) {
  const int error = errno;
  throw StoreFailed(fmt::format("cannot {} {}: {}. {}", act, file, std::strerror(error),
                                error == ENOSPC || error == EDQUOT || error == EFBIG
                                    ? "Free some space on that disk."
                                    : "Check the disk and the rights of the directory."));
}

[[noreturn]] void damaged(const std::string& file) {
  throw StoreFailed(fmt::format("{} is damaged or cut off: take another snapshot.", file));
}

class File {
 public:
  File(std::string name, int flags)
      : name_(std::move(name)), file_(::open(name_.c_str(), flags | O_CLOEXEC, 0600)) {
    if (file_ < 0) fail("open", name_);
  }
  ~File() { ::close(file_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const std::string& name() const { return name_; }

  void write(ByteView bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("write", name_);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  void sync() {
    if (::fsync(file_) != 0) fail("save", name_);
  }
  std::size_t read(std::span<std::uint8_t> into) {
    for (;;) {
      const ssize_t got = ::read(file_, into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) fail("read", name_);
    }
  }

 private:
  const std::string name_;
  const int file_;
};

class Output {
 public:
  explicit Output(const std::string& name) : file_(name, O_WRONLY | O_CREAT | O_EXCL) {}
  void put(ByteView bytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    if (buffer_.size() >= buffer_size) flush();
  }
  void put(std::string_view text) { put(as_bytes(text)); }
  void number(std::uint64_t value, int bytes) {
    std::array<std::uint8_t, 8> digits{};
    for (int i = 0; i < bytes; ++i)
      digits[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
    put(ByteView(digits).first(static_cast<std::size_t>(bytes)));
  }
  void finish(DumpFacts& facts) {
    flush();
    file_.sync();
    facts.bytes = bytes_;
    facts.sha256 = to_hex(hasher_.finish());
  }

 private:
  void flush() {
    hasher_.add(buffer_);
    file_.write(buffer_);
    bytes_ += buffer_.size();
    buffer_.clear();
  }
  File file_;
  Hasher hasher_;
  Bytes buffer_;
  std::uint64_t bytes_ = 0;
};

class Input {
 public:
  explicit Input(const std::string& name) : file_(name, O_RDONLY), buffer_(buffer_size) {}
  const std::string& name() const { return file_.name(); }
  void get(std::span<std::uint8_t> into) {
    while (!into.empty()) {
      if (place_ == filled_) {
        filled_ = file_.read(buffer_);
        place_ = 0;
        if (filled_ == 0) damaged(name());
      }
      const std::size_t some = std::min(into.size(), filled_ - place_);
      std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(place_), some, into.begin());
      place_ += some;
      into = into.subspan(some);
    }
  }
  std::uint64_t number(int bytes) {
    std::array<std::uint8_t, 8> digits{};
    get(std::span(digits).first(static_cast<std::size_t>(bytes)));
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | digits[static_cast<std::size_t>(i)];
    return value;
  }
  // Room is made as the bytes come: a damaged length asks for no more memory than the file has bytes.
  Bytes bytes(std::uint64_t count) {
    if (count > largest_row) damaged(name());
    Bytes all;
    while (all.size() < count) {
      const std::size_t had = all.size();
      all.resize(had + std::min<std::size_t>(count - had, buffer_size));
      get(std::span(all).subspan(had));
    }
    return all;
  }

 private:
  File file_;
  Bytes buffer_;
  std::size_t place_ = 0, filled_ = 0;
};

void take_table(Input& input, const DumpTaker& taker, std::size_t& columns) {
  const Bytes text = input.bytes(input.number(4));
  boost::system::error_code error;
  const json::value head_of_table = json::parse(as_text(text), error);
  const json::object* object = error ? nullptr : head_of_table.if_object();
  const json::value* table = object == nullptr ? nullptr : object->if_contains("table");
  const json::value* listed = object == nullptr ? nullptr : object->if_contains("columns");
  if (table == nullptr || !table->is_string() || listed == nullptr || !listed->is_array())
    damaged(input.name());
  std::vector<std::string> names;
  for (const auto& column : listed->as_array()) {
    if (!column.is_string()) damaged(input.name());
    names.emplace_back(column.as_string());
  }
  columns = names.size();
  taker.table(std::string(table->as_string()), names);
}

void take_row(Input& input, const DumpTaker& taker, std::size_t columns) {
  const Bytes bytes = input.bytes(input.number(8));
  ByteView rest = bytes;
  auto row = read_row(rest, columns);
  if (columns == 0 || !row || !rest.empty()) damaged(input.name());
  taker.row(std::move(*row), bytes);
}

}  // namespace

DumpFacts write_dump(Reader& reader, const std::string& file) {
  DumpFacts facts;
  Output output(file);
  output.put(head);
  std::uint64_t rows = 0;
  Bytes bytes;
  for (const Table& table : tables(reader)) {
    json::array columns;
    for (const auto& column : table.columns) columns.emplace_back(column);
    const std::string text = json::serialize(json::object{{"table", table.name}, {"columns", columns}});
    output.put("T");
    output.number(text.size(), 4);
    output.put(text);
    TableDigest& digest = facts.tables[table.name];
    each_row(reader, table, [&](Row&& row) {
      bytes.clear();
      append_row(bytes, row);
      digest.add(bytes);
      output.put("R");
      output.number(bytes.size(), 8);
      output.put(bytes);
      ++rows;
    });
  }
  output.put("E");
  output.number(rows, 8);
  output.finish(facts);
  return facts;
}

void read_dump(const std::string& file, const DumpTaker& taker) {
  Input input(file);
  if (as_text(input.bytes(head.size())) != head) {
    throw StoreFailed(fmt::format("{} is no dump, or one of a newer program.", file));
  }
  std::size_t columns = 0;
  for (std::uint64_t rows = 0;;) {
    switch (input.number(1)) {
      case 'T':
        take_table(input, taker, columns);
        continue;
      case 'R':
        take_row(input, taker, columns);
        ++rows;
        continue;
      case 'E':
        if (input.number(8) != rows) damaged(file);
        return;
    }
    damaged(file);
  }
}

std::string sha256_of_file(const std::string& file) {
  File input(file, O_RDONLY);
  Hasher hasher;
  Bytes buffer(buffer_size);
  for (std::size_t got = 0; (got = input.read(buffer)) > 0;) hasher.add(ByteView(buffer).first(got));
  return to_hex(hasher.finish());
}

}  // namespace motcua::store
