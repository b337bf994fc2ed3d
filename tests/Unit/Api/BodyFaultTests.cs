using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Api;

/// <summary>A body that cannot be read is refused with what is wrong with it, at every endpoint.</summary>
public sealed class BodyFaultTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    private int _keys;

    /// <summary>Bodies, and what is said of them.</summary>
    public static TheoryData<string, string> Bodies() => new()
    {
        { Deep(65), "more than 64 deep" },
        { Deep(400), "more than 64 deep" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70), "more than 64 deep" },
        { "{\"a\":1,}", "a comma stands before the end" },
        { "{\"a\":[1,]}", "a comma stands before the end" },
        { "{/* why */\"a\":1}", "comments are no JSON" },
        { "{\"a\":1} // why", "comments are no JSON" },
        { "{/* why */\"a\":[1,]}", "comments, and commas" },
        { "{\"a\":1", "ends before it is complete" },
        { "{\"a\":\"b", "ends before it is complete" },
        { "{\"a\":\n nope}", "line 2, byte 3" },
        { "{'a':1}", "line 1, byte 2" },
        { "{} {}", "line 1, byte 4" },
        { "{\"a\":NaN}", "line 1, byte 6" },
        { "{\"a\":01}", "line 1, byte 7" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_is_wrong_is_said_on_every_door(string body, string cause)
    {
        foreach (var (address, answer) in await EverywhereAsync(Encoding.UTF8.GetBytes(body)))
        {
            answer.ShouldBe(400);
            answer.Text.ShouldContain(cause, customMessage: address);
            answer.Text.ShouldNotContain("UTF-8", customMessage: address);
        }
    }

    [Fact]
    public async Task What_is_no_text_in_UTF_8_is_called_so()
    {
        foreach (var (body, cause) in new (byte[], string)[]
        {
            ([0xef, 0xbb, 0xbf, .. "{}"u8], "byte order mark"),
            (Encoding.Unicode.GetBytes("{}"), "UTF-16"),
            ([0xff, 0xfe, .. Encoding.Unicode.GetBytes("{}")], "UTF-16"),
            (Encoding.UTF32.GetBytes("{}"), "UTF-16 or UTF-32"),
            (Compressed("{}"), "is compressed"),
        })
        {
            foreach (var (address, answer) in await EverywhereAsync(body))
            {
                answer.ShouldBe(400);
                answer.Text.ShouldContain(cause, customMessage: address);
            }
        }
    }

    [Fact]
    public async Task What_is_no_text_inside_is_said_with_its_place_where_everything_is_read()
    {
        var manager = await ManagerAsync();
        foreach (var name in new[] { """{"\ud800":1}""", """{"a":{"\udc00":1}}""" })
        {
            (await manager.SendTextAsync(HttpMethod.Post, Experiments, name)).ShouldBe(400).Json["detail"]!.GetValue<string>()
                .ShouldContain("half of a surrogate pair");
        }

        (await EverywhereAsync(Encoding.Latin1.GetBytes("{\"a\":\"Müll\"}"))).Take(3).ShouldAllBe(endpoint => endpoint.Answer.Text.Contains("not in UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_says_it_is_compressed_is_refused_for_that()
    {
        foreach (var (address, answer) in await EverywhereAsync(Compressed("{}"), "gzip"))
        {
            answer.ShouldBe(415);
            answer.Text.ShouldContain("Content-Encoding: gzip", customMessage: address);
        }
    }

    [Fact]
    public async Task Half_a_character_in_a_member_is_said_of_the_member()
    {
        var manager = await ManagerAsync();
        var answer = await manager.SendTextAsync(HttpMethod.Post, Experiments, """{"name":"\ud800","hypothesis":"x","feature":1}""");
        answer.ShouldBe(400, """{"name":["This text holds half of a surrogate pair, which is no character."]}""");
        using var anybody = Server.Anybody();
        (await anybody.SendTextAsync(
            HttpMethod.Post, "/api/v1/identities/", """{"identifier":"a\ud800"}""", headers: ("X-Environment-Key", await KeyAsync())))
            .ShouldBe(400).Json["detail"]!.GetValue<string>().ShouldContain("line 1, byte 15 holds half of a surrogate pair");
    }

    [Fact]
    public async Task A_list_that_is_empty_of_everything_is_missed_as_a_body()
    {
        var manager = await ManagerAsync();
        (await manager.PostAsync("/api/v1/features/feature-segments/update-priorities/"))
            .ShouldBe(400, """{"detail":"The body is empty: send a list."}""");
    }

    private static string Deep(int depth) => "{\"a\":" + new string('[', depth) + new string(']', depth) + "}";

    private static byte[] Compressed(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    private async Task<string> KeyAsync()
        => (await Server.Services.GetRequiredService<CreateEnvironmentKey>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, EnvironmentKeyKind.Client, $"Test {_keys++}"), Cancellation)).Value.Token;

    // A compatible route, one of our own, a list, and the endpoints of both kinds of clients.
    private async Task<List<(string Address, ApiAnswer Answer)>> EverywhereAsync(byte[] body, string? encoding = null)
    {
        var (manager, key) = (await ManagerAsync(), await KeyAsync());
        var answers = new List<(string, ApiAnswer)>();
        foreach (var address in new[]
        {
            Experiments, $"/api/v1/projects/{World.ProjectId}/segments/", "/api/v1/features/feature-segments/update-priorities/",
            "/api/v1/identities/", "/api/v1/analytics/flags/", "/api/v2/analytics/flags/", "/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/checkout_button",
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (encoding is not null)
            {
                request.Content.Headers.ContentEncoding.Add(encoding);
            }

            request.Headers.Add("X-Environment-Key", key);
            using var response = await manager.Http.SendAsync(request, Cancellation);
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            answers.Add((address, new ApiAnswer((int)response.StatusCode, text, new Dictionary<string, string>(StringComparer.Ordinal))));
        }

        return answers;
    }
}
