#include "documents/workbook.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <stdexcept>

#include "base/check.h"
#include "documents/sheet.h"

namespace motcua::documents {
namespace {

// A file in memory only: the rows hold names, which never rest unencrypted on a disk.
class MemoryFile {
 public:
  MemoryFile() : handle_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (handle_ < 0) throw std::runtime_error("no memory for a workbook");
  }
  ~MemoryFile() { ::close(handle_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return fmt::format("/proc/self/fd/{}", handle_); }
  Bytes content() const {
    const auto size = ::lseek(handle_, 0, SEEK_END);
    Bytes bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)));
    std::size_t got = 0;
    while (got < bytes.size()) {
      const auto more = ::pread(handle_, bytes.data() + got, bytes.size() - got, static_cast<off_t>(got));
      if (more <= 0) throw std::runtime_error("a workbook cannot be read back");
      got += static_cast<std::size_t>(more);
    }
    return bytes;
  }

 private:
  int handle_;
};

// libxlsxwriter puts each part into a temporary file that has no name; in memory where the machine offers it.
constexpr const char* memory_directory = "/dev/shm";

void ensure(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  CHECK(error != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED);
  throw std::runtime_error(fmt::format("workbook: {}", lxw_strerror(error)));
}

lxw_datetime date_time(LocalTime at) {
  const auto date = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day day(date);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at - date).count();
  lxw_datetime out{};
  out.year = int(day.year());
  out.month = static_cast<int>(unsigned(day.month()));
  out.day = static_cast<int>(unsigned(day.day()));
  out.hour = static_cast<int>(seconds / 3600);
  out.min = static_cast<int>(seconds / 60 % 60);
  out.sec = static_cast<double>(seconds % 60);
  return out;
}

class Writing {
 public:
  Writing(const Workbook& book, lxw_workbook* file)
      : book_(book), file_(file), sheet_(workbook_add_worksheet(file, book.sheet.c_str())) {
    CHECK(sheet_ != nullptr);
    strong_ = workbook_add_format(file);
    format_set_bold(strong_);
    head_ = bordered();
    format_set_bold(head_);
    format_set_align(head_, LXW_ALIGN_CENTER);
    text_ = bordered();
    time_ = bordered();
    format_set_num_format(time_, "dd/mm/yyyy hh:mm");
    format_set_align(time_, LXW_ALIGN_CENTER);
  }

  void write() {
    properties();
    lxw_row_t at = 0;
    for (const auto& line : book_.above) {
      ensure(worksheet_write_string(sheet_, at, 0, for_print(line).c_str(), at == 0 ? strong_ : nullptr));
      ++at;
    }
    layout(at);
    for (std::size_t i = 0; i < book_.columns.size(); ++i) {
      ensure(worksheet_write_string(sheet_, at, column(i), book_.columns[i].heading.c_str(), head_));
    }
    for (const auto& row : book_.rows) {
      CHECK(row.size() == book_.columns.size());
      ++at;
      for (std::size_t i = 0; i < row.size(); ++i) cell(at, column(i), row[i]);
    }
  }

 private:
  static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(i); }

  lxw_format* bordered() {
    lxw_format* format = workbook_add_format(file_);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  }

  void properties() {
    lxw_doc_properties said{};
    std::string title = book_.above.empty() ? book_.sheet : book_.above.front();
    said.title = title.data();
    said.created = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(book_.created));
    ensure(workbook_set_properties(file_, &said));
  }

  void layout(lxw_row_t head) {
    for (std::size_t i = 0; i < book_.columns.size(); ++i) {
      ensure(worksheet_set_column(sheet_, column(i), column(i), book_.columns[i].width, nullptr));
    }
    worksheet_freeze_panes(sheet_, head + 1, 0);
    ensure(worksheet_repeat_rows(sheet_, head, head));
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  void cell(lxw_row_t at, lxw_col_t column, const WorkbookCell& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      ensure(worksheet_write_string(sheet_, at, column, for_print(*text).c_str(), text_));
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      ensure(worksheet_write_number(sheet_, at, column, static_cast<double>(*number), text_));
    } else if (const auto* real = std::get_if<double>(&value)) {
      ensure(worksheet_write_number(sheet_, at, column, *real, text_));
    } else {
      lxw_datetime time = date_time(std::get<LocalTime>(value));
      ensure(worksheet_write_datetime(sheet_, at, column, &time, time_));
    }
  }

  const Workbook& book_;
  lxw_workbook* file_;
  lxw_worksheet* sheet_;
  lxw_format *strong_ = nullptr, *head_ = nullptr, *text_ = nullptr, *time_ = nullptr;
};

}  // namespace

Bytes workbook_xlsx(const Workbook& book) {
  const MemoryFile result;
  std::string temporary = ::access(memory_directory, W_OK) == 0 ? memory_directory : "";
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = temporary.empty() ? nullptr : temporary.data();
  lxw_workbook* file = workbook_new_opt(result.path().c_str(), &options);
  if (file == nullptr) throw std::runtime_error("no memory for a workbook");
  try {
    Writing(book, file).write();
  } catch (...) {
    lxw_workbook_free(file);
    throw;
  }
  ensure(workbook_close(file));  // also frees it
  return result.content();
}

}  // namespace motcua::documents
