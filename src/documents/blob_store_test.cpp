#include "documents/blob_store.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "base/check.h"

namespace motcua::documents {
namespace {

namespace fs = std::filesystem;

class BlobStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "blobs.XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { fs::remove_all(directory_); }

  fs::path path_of(const BlobRef& ref) const {
    return directory_ / ref.sha256.substr(0, 2) / ref.sha256.substr(2, 2) / ref.sha256;
  }
  std::size_t uploads() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory_ / "uploads"), {}));
  }

  fs::path directory_;
  SeededRandom random_{7};
  SecretKey key_ = SecretKey::make(random_);
};

std::string code_of(const Expected<Bytes>& answer) { return answer ? "" : answer.error().at(0).code; }

TEST_F(BlobStoreTest, GivesBackWhatWasPut) {
  BlobStore store(directory_);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, std::size_t{3'000'000}}) {
    const Bytes plain = random_.bytes(size);
    const BlobRef ref = store.put(key_, plain, random_);
    EXPECT_EQ(store.verify(ref), BlobState::intact);
    EXPECT_EQ(*store.get(ref, key_), plain);
    EXPECT_EQ(fs::file_size(path_of(ref)), ref.size);
  }
  EXPECT_EQ(uploads(), 0U);
}

TEST_F(BlobStoreTest, OutlivesTheProgram) {
  const Bytes plain = to_bytes("Trích lục khai tử");
  const BlobRef ref = BlobStore(directory_).put(key_, plain, random_);
  EXPECT_EQ(*BlobStore(directory_).get(ref, key_), plain);
}

TEST_F(BlobStoreTest, KeepsNothingReadableOnDisk) {
  BlobStore store(directory_);
  const BlobRef ref = store.put(key_, to_bytes("011190000123 Lò Thị Mẫu"), random_);
  std::ifstream file(path_of(ref), std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(text.find("011190000123"), std::string::npos);
  EXPECT_EQ(fs::status(path_of(ref)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(BlobStoreTest, GoesSealedIntoAnotherStore) {
  BlobStore store(directory_);
  const Bytes plain = random_.bytes(5000);
  const BlobRef ref = store.put(key_, plain, random_);
  BlobStore other(directory_ / "other");
  EXPECT_FALSE(other.holds(ref));
  other.keep(ref, *store.sealed(ref), random_);
  EXPECT_TRUE(other.holds(ref));
  EXPECT_EQ(*other.get(ref, key_), plain);
  fs::resize_file(path_of(ref), 4000);
  EXPECT_EQ(code_of(store.sealed(ref)), "documents.blob_damaged");
  EXPECT_FALSE(store.holds(ref)) << "a shortened file is copied again";
  store.remove(ref);
  EXPECT_EQ(code_of(store.sealed(ref)), "documents.blob_missing");
}

TEST_F(BlobStoreTest, TheSameContentTwiceDoesNotShowThatItIsTheSame) {
  BlobStore store(directory_);
  const Bytes plain = to_bytes("giấy");
  EXPECT_NE(store.put(key_, plain, random_), store.put(key_, plain, random_));
}

TEST_F(BlobStoreTest, AnotherDossiersKeyDoesNotOpenIt) {
  BlobStore store(directory_);
  const BlobRef ref = store.put(key_, to_bytes("giấy"), random_);
  EXPECT_EQ(code_of(store.get(ref, SecretKey::make(random_))), "documents.blob_locked");
}

TEST_F(BlobStoreTest, ReportsEveryChangedByte) {
  BlobStore store(directory_);
  const BlobRef ref = store.put(key_, to_bytes("giấy"), random_);
  for (std::size_t at = 0; at < ref.size; ++at) {
    std::fstream file(path_of(ref), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char before = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(before ^ 1));
    file.flush();
    EXPECT_EQ(store.verify(ref), BlobState::damaged);
    EXPECT_EQ(code_of(store.get(ref, key_)), "documents.blob_damaged");
    file.seekp(static_cast<std::streamoff>(at));
    file.put(before);
  }
  EXPECT_EQ(store.verify(ref), BlobState::intact);
}

TEST_F(BlobStoreTest, ReportsAShortenedAndALengthenedFile) {
  BlobStore store(directory_);
  const BlobRef ref = store.put(key_, to_bytes("giấy"), random_);
  for (const std::uint64_t size : {ref.size - 1, std::uint64_t{0}, ref.size + 1}) {
    fs::resize_file(path_of(ref), size);
    EXPECT_EQ(code_of(store.get(ref, key_)), "documents.blob_damaged") << size;
  }
}

TEST_F(BlobStoreTest, ReportsAMissingFile) {
  BlobStore store(directory_);
  const BlobRef ref = store.put(key_, to_bytes("giấy"), random_);
  EXPECT_TRUE(store.remove(ref));
  EXPECT_FALSE(store.remove(ref));
  EXPECT_EQ(store.verify(ref), BlobState::missing);
  EXPECT_EQ(code_of(store.get(ref, key_)), "documents.blob_missing");
}

TEST_F(BlobStoreTest, ARefFromOutsideCannotChooseAPath) {
  const BlobStore store(directory_);
  EXPECT_THROW((void)store.verify({"../../../../etc/passwd", 1}), CheckFailed);
  EXPECT_THROW((void)store.verify({std::string(64, 'A'), 1}), CheckFailed);
}

TEST_F(BlobStoreTest, ListsWhatNobodyRefersTo) {
  BlobStore store(directory_);
  const BlobRef kept = store.put(key_, to_bytes("giữ"), random_);
  const BlobRef lost = store.put(key_, to_bytes("rơi"), random_);
  const fs::path foreign = directory_ / "note.txt";
  std::ofstream(foreign) << "x";
  const auto strays = store.strays([&](const std::string& sha256) { return sha256 == kept.sha256; });
  std::vector<fs::path> wanted{path_of(lost), foreign};
  std::sort(wanted.begin(), wanted.end());
  EXPECT_EQ(strays, wanted);
}

TEST_F(BlobStoreTest, ManyThreadsMayPutAtOnceWhileOthersStart) {
  BlobStore store(directory_);
  std::vector<std::thread> threads;
  std::array<std::vector<BlobRef>, 4> refs;
  for (auto& mine : refs) {
    threads.emplace_back([&] {
      SystemRandom random;
      for (int i = 0; i < 25; ++i) mine.push_back(store.put(key_, to_bytes(std::to_string(i)), random));
    });
  }
  for (int i = 0; i < 50; ++i) BlobStore another(directory_);
  for (auto& thread : threads) thread.join();
  for (const auto& mine : refs) {
    for (const BlobRef& ref : mine) EXPECT_EQ(store.verify(ref), BlobState::intact);
  }
}

// Calls `action` in a child process; returns its pid.
template <class F>
pid_t in_child(F&& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    action();
    ::_exit(0);
  }
  return child;
}

TEST_F(BlobStoreTest, KilledInTheMiddleLeavesNoHalfFile) {
  BlobStore first(directory_);
  const auto files = [&] { return first.strays([](const std::string&) { return false; }).size(); };
  for (int round = 0; round < 12; ++round) {
    const pid_t child = in_child([&] {
      SystemRandom random;
      BlobStore store(directory_);
      const Bytes plain = random.bytes(4'000'000);
      for (;;) (void)store.put(key_, plain, random);
    });
    ASSERT_GT(child, 0);
    // However slow the disk: the kill comes after a first whole file of the round, at another point each
    // time.
    for (const auto before = files(); files() == before;)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(3 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  const BlobStore store(directory_);
  EXPECT_EQ(uploads(), 0U);
  std::size_t whole = 0;
  for (const fs::path& path : store.strays([](const std::string&) { return false; })) {
    EXPECT_EQ(store.verify({path.filename().string(), fs::file_size(path)}), BlobState::intact) << path;
    ++whole;
  }
  EXPECT_GT(whole, 0U);
}

TEST_F(BlobStoreTest, AFullDiskSaysWhatToDoAndLeavesNothing) {
  BlobStore store(directory_);
  // A limit on the size of files stands for a full disk: the write stops half way with an error.
  const pid_t child = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    SystemRandom random;
    try {
      (void)store.put(key_, random.bytes(1'000'000), random);
    } catch (const BlobFailed& failed) {
      ::_exit(std::string_view(failed.what()).find("Free space") != std::string_view::npos ? 42 : 43);
    }
  });
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
  EXPECT_EQ(uploads(), 0U);
  EXPECT_TRUE(store.strays([](const std::string&) { return false; }).empty());
}

TEST_F(BlobStoreTest, AFolderThatIsAFileIsNamed) {
  std::ofstream(directory_ / "file") << "x";
  try {
    BlobStore store(directory_ / "file" / "blobs");
    FAIL();
  } catch (const BlobFailed& failed) {
    EXPECT_NE(std::string(failed.what()).find("file/blobs"), std::string::npos) << failed.what();
  }
}

}  // namespace
}  // namespace motcua::documents
