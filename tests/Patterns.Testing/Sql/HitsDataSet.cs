using System.Globalization;

namespace Patterns.Testing;

/// <summary>
/// One wide table of page views and the 43 questions that the public single-table benchmark ClickBench asks of such a table, over the columns that they
/// use. The rows are generated: skewed, with empty texts, and small enough for a test.
/// </summary>
public static class HitsDataSet
{
    /// <summary>A table <c>hits</c> of so many rows.</summary>
    public static SqlDataSet Of(int rows) => new(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["hits"] = Rows(rows) },
        [.. Texts(rows).Select(static (text, index) => new SqlDataSetQuery(string.Create(CultureInfo.InvariantCulture, $"q{index + 1:00}"), text, ForDuckDb(text)))]);

    private static string Rows(int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT
            (hash(i) % 9223372036854775807)::BIGINT AS watch_id,
            (i * 7919 % 1000 < 20)::INT::SMALLINT * (1 + hash(i + 1) % 18)::SMALLINT AS adv_engine_id,
            (CASE hash(i + 2) % 5 WHEN 0 THEN 0 WHEN 1 THEN 1368 WHEN 2 THEN 1638 ELSE 1024 + hash(i + 3) % 900 END)::SMALLINT AS resolution_width,
            (hash(pow(hash(i + 4) % 1000, 2)::BIGINT * 31 % {Math.Max(10, rows / 6)}) % 9223372036854775807)::BIGINT AS user_id,
            CASE WHEN hash(i + 5) % 10 < 7 THEN '' ELSE 'phrase ' || (hash(i + 6) % 97 * (hash(i + 7) % 61)) END AS search_phrase,
            DATE '2013-07-01' + (i * 31 // {rows})::INT AS event_date,
            TIMESTAMP '2013-07-01 00:00:00' + INTERVAL 1 SECOND * (i * 2678400 // {rows}) AS event_time,
            (CASE WHEN hash(i + 8) % 3 = 0 THEN 229 ELSE hash(i + 9) % 500 END)::INT AS region_id,
            (hash(i + 10) % 4)::SMALLINT AS mobile_phone,
            CASE WHEN hash(i + 11) % 10 < 8 THEN '' ELSE 'model ' || (hash(i + 12) % 40) END AS mobile_phone_model,
            (CASE WHEN hash(i + 5) % 10 < 7 THEN 0 ELSE 1 + hash(i + 13) % 6 END)::SMALLINT AS search_engine_id,
            CASE WHEN hash(i + 14) % 50 = 0 THEN '' ELSE 'http://' || CASE hash(i + 15) % 40 WHEN 0 THEN 'www.google.com' WHEN 1 THEN 'google.ru' ELSE 'site' || (hash(i + 16) % 300) || '.ru' END
                || '/path/' || (hash(i + 17) % 97 * (hash(i + 18) % 53)) END AS url,
            'Title ' || CASE WHEN hash(i + 19) % 30 = 0 THEN 'Google ' ELSE '' END || (hash(i + 17) % 997) AS title,
            CASE WHEN hash(i + 20) % 3 = 0 THEN '' ELSE 'https://' || CASE hash(i + 21) % 2 WHEN 0 THEN 'www.' ELSE '' END || 'ref' || (hash(i + 22) % 60) || '.com/' || (hash(i + 23) % 1000) END AS referer,
            (CASE WHEN hash(i + 24) % 2 = 0 THEN 62 ELSE hash(i + 25) % 1000 END)::INT AS counter_id,
            (hash(i + 26) % 20000)::INT AS client_ip,
            (hash(i + 27) % 8 = 0)::INT::SMALLINT AS is_refresh,
            (hash(i + 28) % 16 = 0)::INT::SMALLINT AS dont_count_hits,
            (hash(i + 29) % 5 = 0)::INT::SMALLINT AS is_link,
            (hash(i + 30) % 50 = 0)::INT::SMALLINT AS is_download,
            ((hash(i + 31) % 8)::SMALLINT - 1)::SMALLINT AS trafic_source_id,
            (hash(i + 32) % 20)::BIGINT AS referer_hash,
            (hash(i + 33) % 30)::BIGINT AS url_hash,
            (900 + hash(i + 34) % 200)::SMALLINT AS window_client_width,
            (500 + hash(i + 35) % 200)::SMALLINT AS window_client_height
        FROM range({rows}) t(i)
        """);

    private static IEnumerable<string> Texts(int rows)
    {
        const string July = "counter_id = 62 AND event_date >= '2013-07-01' AND event_date <= '2013-07-31'";
        int many = Math.Max(3, rows / 1_000);
        string sums = string.Join(", ", Enumerable.Range(0, 90).Select(static number => string.Create(CultureInfo.InvariantCulture, $"sum(resolution_width + {number})")));
        return
        [
            "SELECT count(*) FROM hits",
            "SELECT count(*) FROM hits WHERE adv_engine_id <> 0",
            "SELECT sum(adv_engine_id), count(*), avg(resolution_width) FROM hits",
            "SELECT avg(user_id) FROM hits",
            "SELECT count(DISTINCT user_id) FROM hits",
            "SELECT count(DISTINCT search_phrase) FROM hits",
            "SELECT min(event_date), max(event_date) FROM hits",
            "SELECT adv_engine_id, count(*) FROM hits WHERE adv_engine_id <> 0 GROUP BY adv_engine_id ORDER BY count(*) DESC, 1",
            "SELECT region_id, count(DISTINCT user_id) AS u FROM hits GROUP BY region_id ORDER BY u DESC, region_id LIMIT 10",
            "SELECT region_id, sum(adv_engine_id), count(*) AS c, avg(resolution_width), count(DISTINCT user_id) FROM hits GROUP BY region_id ORDER BY c DESC, region_id LIMIT 10",
            "SELECT mobile_phone_model, count(DISTINCT user_id) AS u FROM hits WHERE mobile_phone_model <> '' GROUP BY mobile_phone_model ORDER BY u DESC, 1 LIMIT 10",
            "SELECT mobile_phone, mobile_phone_model, count(DISTINCT user_id) AS u FROM hits WHERE mobile_phone_model <> '' GROUP BY mobile_phone, mobile_phone_model ORDER BY u DESC, 1, 2 LIMIT 10",
            "SELECT search_phrase, count(*) AS c FROM hits WHERE search_phrase <> '' GROUP BY search_phrase ORDER BY c DESC, 1 LIMIT 10",
            "SELECT search_phrase, count(DISTINCT user_id) AS u FROM hits WHERE search_phrase <> '' GROUP BY search_phrase ORDER BY u DESC, 1 LIMIT 10",
            "SELECT search_engine_id, search_phrase, count(*) AS c FROM hits WHERE search_phrase <> '' GROUP BY search_engine_id, search_phrase ORDER BY c DESC, 1, 2 LIMIT 10",
            "SELECT user_id, count(*) FROM hits GROUP BY user_id ORDER BY count(*) DESC, 1 LIMIT 10",
            "SELECT user_id, search_phrase, count(*) FROM hits GROUP BY user_id, search_phrase ORDER BY count(*) DESC, 1, 2 LIMIT 10",
            "SELECT user_id, search_phrase, count(*) FROM hits GROUP BY user_id, search_phrase LIMIT 10",
            "SELECT user_id, extract(minute FROM event_time) AS m, search_phrase, count(*) FROM hits GROUP BY user_id, m, search_phrase ORDER BY count(*) DESC, 1, 2, 3 LIMIT 10",
            "SELECT user_id FROM hits WHERE user_id = 435090932899640449",
            "SELECT count(*) FROM hits WHERE url LIKE '%google%'",
            "SELECT search_phrase, min(url), count(*) AS c FROM hits WHERE url LIKE '%google%' AND search_phrase <> '' GROUP BY search_phrase ORDER BY c DESC, 1 LIMIT 10",
            "SELECT search_phrase, min(url), min(title), count(*) AS c, count(DISTINCT user_id) FROM hits WHERE title LIKE '%Google%' AND url NOT LIKE '%.google.%' AND search_phrase <> '' GROUP BY search_phrase ORDER BY c DESC, 1 LIMIT 10",
            "SELECT * FROM hits WHERE url LIKE '%google%' ORDER BY event_time, watch_id LIMIT 10",
            "SELECT search_phrase FROM hits WHERE search_phrase <> '' ORDER BY event_time, search_phrase LIMIT 10",
            "SELECT search_phrase FROM hits WHERE search_phrase <> '' ORDER BY search_phrase LIMIT 10",
            "SELECT search_phrase FROM hits WHERE search_phrase <> '' ORDER BY event_time, search_phrase LIMIT 10",
            $"SELECT counter_id, avg(length(url)) AS l, count(*) AS c FROM hits WHERE url <> '' GROUP BY counter_id HAVING count(*) > {many} ORDER BY l DESC, 1 LIMIT 25",
            $"SELECT regexp_replace(referer, r'^https?://(?:www\\.)?([^/]+)/.*$', '$1') AS k, avg(length(referer)) AS l, count(*) AS c, min(referer) FROM hits WHERE referer <> '' GROUP BY k HAVING count(*) > {many} ORDER BY l DESC, 1 LIMIT 25",
            $"SELECT {sums} FROM hits",
            "SELECT search_engine_id, client_ip, count(*) AS c, sum(is_refresh), avg(resolution_width) FROM hits WHERE search_phrase <> '' GROUP BY search_engine_id, client_ip ORDER BY c DESC, 1, 2 LIMIT 10",
            "SELECT watch_id, client_ip, count(*) AS c, sum(is_refresh), avg(resolution_width) FROM hits WHERE search_phrase <> '' GROUP BY watch_id, client_ip ORDER BY c DESC, 1, 2 LIMIT 10",
            "SELECT watch_id, client_ip, count(*) AS c, sum(is_refresh), avg(resolution_width) FROM hits GROUP BY watch_id, client_ip ORDER BY c DESC, 1, 2 LIMIT 10",
            "SELECT url, count(*) AS c FROM hits GROUP BY url ORDER BY c DESC, 1 LIMIT 10",
            "SELECT 1, url, count(*) AS c FROM hits GROUP BY 1, url ORDER BY c DESC, url LIMIT 10",
            "SELECT client_ip, client_ip - 1, client_ip - 2, client_ip - 3, count(*) AS c FROM hits GROUP BY client_ip, client_ip - 1, client_ip - 2, client_ip - 3 ORDER BY c DESC, 1 LIMIT 10",
            $"SELECT url, count(*) AS page_views FROM hits WHERE {July} AND dont_count_hits = 0 AND is_refresh = 0 AND url <> '' GROUP BY url ORDER BY page_views DESC, 1 LIMIT 10",
            $"SELECT title, count(*) AS page_views FROM hits WHERE {July} AND dont_count_hits = 0 AND is_refresh = 0 AND title <> '' GROUP BY title ORDER BY page_views DESC, 1 LIMIT 10",
            $"SELECT url, count(*) AS page_views FROM hits WHERE {July} AND is_refresh = 0 AND is_link <> 0 AND is_download = 0 GROUP BY url ORDER BY page_views DESC, 1 LIMIT 10 OFFSET 1000",
            $"SELECT trafic_source_id, search_engine_id, adv_engine_id, CASE WHEN (search_engine_id = 0 AND adv_engine_id = 0) THEN referer ELSE '' END AS src, url AS dst, count(*) AS page_views FROM hits WHERE {July} AND is_refresh = 0 GROUP BY trafic_source_id, search_engine_id, adv_engine_id, src, dst ORDER BY page_views DESC, 1, 2, 3, 4, 5 LIMIT 10 OFFSET 1000",
            $"SELECT url_hash, event_date, count(*) AS page_views FROM hits WHERE {July} AND is_refresh = 0 AND trafic_source_id IN (-1, 6) AND referer_hash = 7 GROUP BY url_hash, event_date ORDER BY page_views DESC, 1, 2 LIMIT 10 OFFSET 100",
            $"SELECT window_client_width, window_client_height, count(*) AS page_views FROM hits WHERE {July} AND is_refresh = 0 AND dont_count_hits = 0 AND url_hash = 11 GROUP BY window_client_width, window_client_height ORDER BY page_views DESC, 1, 2 LIMIT 10 OFFSET 100",
            "SELECT date_trunc('minute', event_time) AS m, count(*) AS page_views FROM hits WHERE counter_id = 62 AND event_date >= '2013-07-14' AND event_date <= '2013-07-15' AND is_refresh = 0 AND dont_count_hits = 0 GROUP BY date_trunc('minute', event_time) ORDER BY date_trunc('minute', event_time) LIMIT 10 OFFSET 1000",
        ];
    }

    /// <summary>Texts without escapes are written otherwise, and a group of a pattern is called otherwise.</summary>
    private static string ForDuckDb(string text)
        => text.Replace("r'^", "'^", StringComparison.Ordinal).Replace("'$1'", "'\\1'", StringComparison.Ordinal);
}
