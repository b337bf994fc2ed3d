using System.Text;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class MalformedRequestTests : DeliveryTests
{
    private const int Requests = 20_000;
    private const int Connections = 4;

    private static readonly string[] s_paths =
    [
        Flags, Identities, Document, "/api/v1/analytics/flags/", "/api/v2/analytics/flags/", Ofrep, $"{Ofrep}/checkout_button", $"{Ofrep}/%00%2F..%FF", $"{Ofrep}//",
    ];

    private static readonly string[] s_members =
        ["identifier", "traits", "trait_key", "trait_value", "transient", "context", "targetingKey", "plan", "evaluations", "feature_name", "count", "checkout_button"];

    [Fact]
    public async Task NoRequest_BreaksTheServer()
    {
        Serve();
        var random = new Random(20_261_121);
        var attacks = Enumerable.Range(0, Requests).Select(_ => Next(random)).ToList();
        var statuses = new int[Requests];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = Cancellation },
            async (index, cancellation) =>
            {
                using var request = attacks[index]();
                using var response = await Server.Http.SendAsync(request, cancellation);
                statuses[index] = (int)response.StatusCode;
            });
        statuses.Where(status => status >= 500).ShouldBeEmpty();

        // Not everything stopped at the admission.
        statuses.Count(status => status is 200 or 204).ShouldBeGreaterThan(Requests / 50);
        statuses.Count(status => status == 400).ShouldBeGreaterThan(Requests / 10);
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
    }

    private static Func<HttpRequestMessage> Next(Random random)
    {
        var path = s_paths[random.Next(s_paths.Length)] + (random.Next(3) == 0 ? Query(random) : "");
        var method = random.Next(10) switch { 0 => HttpMethod.Get, 1 => HttpMethod.Put, 2 => HttpMethod.Options, _ => HttpMethod.Post };
        var body = random.Next(4) switch { 0 => Garbage(random), 1 => Cut(Json(random, 4), random), _ => Encoding.UTF8.GetBytes(Json(random, 4)) };
        var key = random.Next(8) switch { 0 => Text(random), 1 => MadeShop.ServerKey, _ => MadeShop.ClientKey };
        var tag = Text(random);
        var reads = random.Next(3) == 0;
        return () =>
        {
            var request = new HttpRequestMessage(reads ? HttpMethod.Get : method, path);
            if (!reads && method != HttpMethod.Get)
            {
                request.Content = new ByteArrayContent(body);
            }

            request.Headers.TryAddWithoutValidation("X-Environment-Key", key);
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            request.Headers.TryAddWithoutValidation("If-Modified-Since", tag);
            request.Headers.TryAddWithoutValidation("Origin", tag);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", tag);
            return request;
        };
    }

    private static string Query(Random random)
        => "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
        {
            0 => $"identifier={Uri.EscapeDataString(Text(random))}",
            1 => $"feature={Uri.EscapeDataString(Text(random))}",
            2 => "identifier=%FF%00&transient=%",
            _ => "&&==",
        }));

    // Members that the endpoints know, in any place and with any value.
    private static string Json(Random random, int depth) => random.Next(depth == 0 ? 8 : 14) switch
    {
        0 => "null",
        1 => "true",
        2 => "1e999",
        3 => new string('9', random.Next(1, 400)),
        4 => "-0.5",
        5 => "\"\\ud800\"",
        6 => "\"a\\u0000b\"",
        7 => $"\"{new string('y', random.Next(0, 2_100))}\"",
        8 => $"[{string.Join(',', Enumerable.Range(0, random.Next(0, 4)).Select(_ => Json(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(0, 5)).Select(_ => $"\"{s_members[random.Next(s_members.Length)]}\":{Json(random, depth - 1)}"))}}}",
    };

    private static byte[] Cut(string json, Random random) => Encoding.UTF8.GetBytes(json[..random.Next(0, json.Length)]);

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(0, 200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Text(Random random) => random.Next(6) switch
    {
        0 => "ser.",
        1 => new string('x', 3_000),
        2 => "' OR 1=1 --",
        3 => "\"*\", W/\"x",
        4 => "gzip;q=x, br;q=0, *",
        _ => Guid.NewGuid().ToString("N")[..random.Next(1, 20)],
    };
}
