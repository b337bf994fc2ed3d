using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>A key opens its own environment and nothing else, at every address.</summary>
public sealed class IsolationTests : DeliveryTests
{
    private const string Body = """{"context":{"targetingKey":"user_1"},"identifier":"user_1","evaluations":[]}""";

    /// <summary>What each address needs, written out by hand: what the code says of itself proves nothing.</summary>
    private static readonly Dictionary<string, bool> s_opensForClients = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/flags"] = true,
        ["GET /api/v1/identities"] = true,
        ["POST /api/v1/identities"] = true,
        ["GET /api/v1/environment-document"] = false,
        ["POST /api/v1/analytics/flags"] = true,
        ["POST /api/v2/analytics/flags"] = true,
        ["POST /ofrep/v1/evaluate/flags"] = true,
        ["POST /ofrep/v1/evaluate/flags/"] = true,
    };

    [Fact]
    public async Task EveryAddress_IsOpenedByTheKeysOfTheTable_AndByNoOther()
    {
        Serve();
        Server.Serve(MadeShop.Other(6, 1, "gone", MadeShop.Client("client_expired", Server.Clock.GetUtcNow()), MadeShop.Server("ser.expired", Server.Clock.GetUtcNow())));
        var mapped = Server.Routes.All.SelectMany(route => route.Methods.Where(method => method != "HEAD").Select(method => $"{method} {route.Path}")).ToList();
        mapped.Order(StringComparer.Ordinal).ShouldBe(s_opensForClients.Keys.Order(StringComparer.Ordinal));

        foreach (var (address, opensForClients) in s_opensForClients)
        {
            foreach (var wrong in new[] { null, "", "nope", "ser.nope", "client_expired", "ser.expired", "hash_shop", "CLIENT_SHOP", " client_shopx", "demo.management-key" })
            {
                (await StatusAsync(address, wrong)).ShouldBe(Refusal(address), $"{address} {wrong}");
            }

            (await StatusAsync(address, MadeShop.ServerKey)).ShouldBeInRange(200, 204, address);
            if (opensForClients)
            {
                (await StatusAsync(address, MadeShop.ClientKey)).ShouldBeInRange(200, 204, address);
            }
            else
            {
                (await StatusAsync(address, MadeShop.ClientKey)).ShouldBe(403, address);
            }
        }
    }

    [Fact]
    public async Task Refusals_SayWhatTheReferenceSays()
    {
        Serve();
        (await Server.GetAsync(Flags, null)).ShouldBe(403, """{"detail":"Invalid or missing Environment key"}""");
        (await Server.GetAsync(Flags, "nope")).ShouldBe(403, """{"detail":"Invalid or missing Environment Key"}""");
    }

    [Fact]
    public async Task AKeyThatNobodyKnows_MayBeGood_WhileAnEnvironmentIsNotLoaded()
    {
        Serve();
        Server.Get<ServedEnvironments>().IsIncomplete = true;

        foreach (var address in s_opensForClients.Keys)
        {
            (await StatusAsync(address, "nope")).ShouldBe(503, address);
        }

        (await Server.GetAsync(Flags, "nope")).Headers["Retry-After"].ShouldBe("1");
        (await Server.GetAsync(Flags, null)).ShouldBe(403);
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
        (await Server.GetAsync(Document, MadeShop.ClientKey)).ShouldBe(403);
    }

    [Fact]
    public async Task ARevokedKey_OpensNothing_FromTheNextRequestOn()
    {
        Serve();
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
        Server.Serve(MadeShop.Load(revision: 2, keys: [MadeShop.Server(MadeShop.ServerKey)]));
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(403);
        (await Server.GetAsync(Flags, MadeShop.ServerKey)).ShouldBe(200);
        Server.Serve(MadeShop.Load(revision: 3, keys: [MadeShop.Client(MadeShop.ClientKey)]));
        (await Server.GetAsync(Flags, MadeShop.ServerKey)).ShouldBe(403);
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
    }

    [Fact]
    public async Task NothingOfAnotherEnvironmentOrProject_IsAnswered()
    {
        Serve();
        Server.Serve(MadeShop.Other(6, 1, "sister", MadeShop.Client("client_sister"), MadeShop.Server("ser.sister")));
        Server.Serve(MadeShop.Other(9, 2, "stranger", MadeShop.Client("client_stranger"), MadeShop.Server("ser.stranger")));
        const string said = """{"identifier":"user_1","traits":[{"trait_key":"secret_of_shop","trait_value":"x"}]}""";
        (await Server.PostAsync(Identities, said, MadeShop.ClientKey)).ShouldBe(200);
        foreach (var (own, others) in new[] { ("sister", "stranger"), ("stranger", "sister") })
        {
            foreach (var key in new[] { $"client_{own}", $"ser.{own}" })
            {
                foreach (var address in s_opensForClients.Keys.Where(address => !address.EndsWith('/') && !address.Contains("analytics", StringComparison.Ordinal)))
                {
                    var answer = await SendAsync(address, key);
                    foreach (var foreign in new[] { others, "checkout_button", "hash_shop", "secret_of_shop", "Shop" })
                    {
                        answer.ShouldNotContain(foreign, Case.Sensitive, $"{address} {key}");
                    }
                }

                (await Server.PostAsync($"{Ofrep}/only_{others}", Body, key)).ShouldBe(404);
                (await Server.GetAsync($"{Flags}?feature=only_{others}", key)).ShouldBe(404);
            }
        }
    }

    private static int Refusal(string address) => address.Contains("ofrep", StringComparison.Ordinal) ? 401 : 403;

    private async Task<int> StatusAsync(string address, string? key)
    {
        var (method, path) = Split(address);
        return (await Server.SendAsync(method, path, method == HttpMethod.Post ? Body : null, key)).Status;
    }

    private async Task<string> SendAsync(string address, string key)
    {
        var (method, path) = Split(address);
        return (await Server.SendAsync(method, path, method == HttpMethod.Post ? Body : null, key)).Text;
    }

    private static (HttpMethod Method, string Path) Split(string address)
    {
        var words = address.Split(' ');
        var path = words[1].EndsWith('/') ? $"{words[1]}dark_mode" : words[1];
        return (new HttpMethod(words[0]), path.EndsWith("identities", StringComparison.Ordinal) ? $"{path}?identifier=user_1" : path);
    }
}
