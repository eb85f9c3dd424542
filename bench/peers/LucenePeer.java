// Lucene for the harness (peers/lucene.cpp): lines of fields between tabs, escaped as in
// peers/fields.hpp.
//
//   LucenePeer index FOLDER THREADS OFFSETS
//                                     OFFSETS is "offsets" when postings hold them; stdin: episode start end day title text, a passage a line;
//                                     "done" when all of it is on disk
//   LucenePeer search FOLDER          "ok VERSION NANOS CPU" of opening; then for each line
//     DETAIL MATCH FIRST LAST TEXT    "ok NANOS CPU N" and N lines: episode start end excerpt
//     rate THREADS MILLIS N           and N lines as above: "ok QUERIES NANOS"
//
// Times are of the thread that searches: from the question's fields to the answer's strings.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

public final class LucenePeer {
  private static final int ANSWERS = 10;
  private static final int NEAR_WORDS = 10;
  private static final List<String> END = List.of();

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("index")) {
      index(Path.of(arguments[1]), Integer.parseInt(arguments[2]), arguments[3].equals("offsets"));
    } else {
      new LucenePeer(Path.of(arguments[1])).serve();
    }
  }

  // The words of the text, stemmed as English, stop words kept: phrases need them.
  private static Analyzer analyzer() {
    return new EnglishAnalyzer(CharArraySet.EMPTY_SET);
  }

  private static BufferedReader input() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20);
  }

  private static PrintStream output() {
    return new PrintStream(System.out, false, StandardCharsets.UTF_8);
  }

  static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); ++i) {
      char c = line.charAt(i);
      if (c == '\t') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\\' && i + 1 < line.length()) {
        char escaped = line.charAt(++i);
        field.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static void index(Path folder, int threads, boolean offsets) throws Exception {
    FieldType text = new FieldType(TextField.TYPE_STORED);
    if (offsets) text.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    text.freeze();
    BlockingQueue<List<String>> rows = new ArrayBlockingQueue<>(1024);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (IndexWriter writer =
        new IndexWriter(FSDirectory.open(folder), new IndexWriterConfig(analyzer()))) {
      List<Future<Void>> done = new ArrayList<>();
      for (int i = 0; i < threads; ++i) {
        done.add(workers.submit((Callable<Void>) () -> {
          for (List<String> row = rows.take(); row != END; row = rows.take()) {
            writer.addDocument(document(row, text));
          }
          rows.put(END);  // for the next worker
          return null;
        }));
      }
      BufferedReader in = input();
      for (String line = in.readLine(); line != null; line = in.readLine()) rows.put(split(line));
      rows.put(END);
      for (Future<Void> one : done) one.get();
    } finally {
      workers.shutdownNow();
    }
    System.out.println("done");
  }

  private static Document document(List<String> row, FieldType text) {
    Document document = new Document();
    document.add(new SortedDocValuesField("episode", new BytesRef(row.get(0))));
    document.add(new NumericDocValuesField("start", Long.parseLong(row.get(1))));
    document.add(new NumericDocValuesField("end", Long.parseLong(row.get(2))));
    long day = Long.parseLong(row.get(3));
    document.add(new LongPoint("day", day));
    document.add(new NumericDocValuesField("day", day));
    if (!row.get(4).isEmpty()) document.add(new Field("title", row.get(4), text));
    document.add(new Field("text", row.get(5), text));
    return document;
  }

  private final IndexSearcher searcher;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long openNanos;
  private final long openCpu;

  private LucenePeer(Path folder) throws IOException {
    long cpu = threads.getCurrentThreadCpuTime();
    long started = System.nanoTime();
    searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
    openNanos = System.nanoTime() - started;
    openCpu = threads.getCurrentThreadCpuTime() - cpu;
  }

  // What one thread needs for itself.
  private final class Asker {
    private final Analyzer analyzer = analyzer();
    private final UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, analyzer);

    Asker() {
      highlighter.setFormatter(new DefaultPassageFormatter("<b>", "</b>", "... ", false));
    }

    private List<String> terms(String text) throws IOException {
      List<String> terms = new ArrayList<>();
      try (TokenStream tokens = analyzer.tokenStream("text", text)) {
        CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
        tokens.reset();
        while (tokens.incrementToken()) terms.add(term.toString());
        tokens.end();
      }
      return terms;
    }

    private Query bag(String field, String text, Occur occur) throws IOException {
      BooleanQuery.Builder words = new BooleanQuery.Builder();
      for (String term : terms(text)) words.add(new TermQuery(new Term(field, term)), occur);
      return words.build();
    }

    private Query query(List<String> ask) throws IOException {
      String text = ask.get(4);
      Query words;
      switch (ask.get(1)) {
        case "any": words = bag("text", text, Occur.SHOULD); break;
        case "all": words = bag("text", text, Occur.MUST); break;
        case "phrase": words = new PhraseQuery("text", terms(text).toArray(new String[0])); break;
        case "prefix": words = new PrefixQuery(new Term("text", text)); break;
        case "near":
          words = new PhraseQuery(NEAR_WORDS, "text", terms(text).toArray(new String[0]));
          break;
        case "title": words = bag("title", text, Occur.SHOULD); break;
        default: throw new IOException("unknown question " + ask.get(1));
      }
      if (ask.get(2).isEmpty()) return words;
      long first = Long.parseLong(ask.get(2));
      long last = Long.parseLong(ask.get(3));
      Query days = new IndexOrDocValuesQuery(LongPoint.newRangeQuery("day", first, last),
          NumericDocValuesField.newSlowRangeQuery("day", first, last));
      return new BooleanQuery.Builder().add(words, Occur.MUST).add(days, Occur.FILTER).build();
    }

    List<String[]> search(List<String> ask) throws IOException {
      Query query = query(ask);
      TopDocs top = searcher.search(query, ANSWERS);
      List<String[]> answers = new ArrayList<>(top.scoreDocs.length);
      for (ScoreDoc hit : top.scoreDocs) answers.add(times(hit.doc));
      if (ask.get(0).equals("whole") && top.scoreDocs.length > 0) {
        String field = ask.get(1).equals("title") ? "title" : "text";
        String[] excerpts = highlighter.highlight(field, query, top);
        for (int i = 0; i < excerpts.length; ++i) {
          answers.get(i)[3] = excerpts[i] == null ? "" : excerpts[i];
        }
      }
      return answers;
    }

    private String[] times(int doc) throws IOException {
      List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
      int at = doc - leaf.docBase;
      SortedDocValues episode = leaf.reader().getSortedDocValues("episode");
      NumericDocValues start = leaf.reader().getNumericDocValues("start");
      NumericDocValues end = leaf.reader().getNumericDocValues("end");
      if (!episode.advanceExact(at) || !start.advanceExact(at) || !end.advanceExact(at)) {
        throw new IOException("a passage without times");
      }
      return new String[] {episode.binaryValue().utf8ToString(), Long.toString(start.longValue()),
          Long.toString(end.longValue()), ""};
    }
  }

  private void serve() throws Exception {
    BufferedReader in = input();
    PrintStream out = output();
    out.print("ok\t" + Version.LATEST + '\t' + openNanos + '\t' + openCpu + '\n');
    out.flush();
    Asker asker = new Asker();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> fields = split(line);
      if (fields.get(0).equals("rate")) {
        rate(fields, in, out);
      } else {
        answer(asker, fields, out);
      }
      out.flush();
    }
  }

  private void answer(Asker asker, List<String> ask, PrintStream out) throws IOException {
    long cpu = threads.getCurrentThreadCpuTime();
    long started = System.nanoTime();
    List<String[]> answers = asker.search(ask);
    long nanos = System.nanoTime() - started;
    cpu = threads.getCurrentThreadCpuTime() - cpu;
    StringBuilder lines = new StringBuilder();
    lines.append("ok\t").append(nanos).append('\t').append(cpu).append('\t').append(answers.size());
    lines.append('\n');
    for (String[] one : answers) {
      lines.append(escape(one[0])).append('\t').append(one[1]).append('\t').append(one[2]);
      lines.append('\t').append(escape(one[3])).append('\n');
    }
    out.print(lines);
  }

  private void rate(List<String> fields, BufferedReader in, PrintStream out) throws Exception {
    int count = Integer.parseInt(fields.get(1));
    long limit = Long.parseLong(fields.get(2)) * 1_000_000;
    List<List<String>> asks = new ArrayList<>();
    for (int i = Integer.parseInt(fields.get(3)); i > 0; --i) asks.add(split(in.readLine()));
    ExecutorService workers = Executors.newFixedThreadPool(count);
    long started = System.nanoTime();
    List<Future<Long>> done = new ArrayList<>();
    for (int i = 0; i < count; ++i) {
      int first = i * asks.size() / count;
      done.add(workers.submit(() -> {
        Asker asker = new Asker();
        long queries = 0;
        for (; System.nanoTime() - started < limit; ++queries) {
          asker.search(asks.get((int) ((first + queries) % asks.size())));
        }
        return queries;
      }));
    }
    long queries = 0;
    for (Future<Long> one : done) queries += one.get();
    out.print("ok\t" + queries + '\t' + (System.nanoTime() - started) + '\n');
    workers.shutdown();
  }
}
