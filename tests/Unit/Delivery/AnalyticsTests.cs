using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class AnalyticsTests : DeliveryTests
{
    private const string Counts = "/api/v1/analytics/flags/";
    private const string Evaluations = "/api/v2/analytics/flags/";

    [Fact]
    public async Task Counts_AreTakenInByName_AndWhatIsNoneIsDropped()
    {
        Serve();
        const string body = """{"checkout_button":12,"limit":2.5,"nope":7,"dark_mode":"3","secret":-1,"retired":{"a":[1]}}""";
        var answer = await Server.PostAsync(Counts, body, MadeShop.ClientKey);
        (answer.Status, answer.Text).ShouldBe((200, ""));
        (await Server.PostAsync(Counts, """{"checkout_button":1}""", MadeShop.ServerKey)).ShouldBe(200);
        ReadTimes(MadeShop.Button).ShouldBe(13);
        foreach (var feature in new[] { MadeShop.DarkMode, MadeShop.Limit, MadeShop.Secret, MadeShop.Retired })
        {
            ReadTimes(feature).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Evaluations_AreTakenInOneByOne()
    {
        Serve();
        const string body = """
            {"evaluations":[{"feature_name":"checkout_button","identity_identifier":"user_1","enabled_when_evaluated":true,"count":2},
             {"feature_name":"checkout_button","count":3},{"feature_name":"limit"},{"count":9},{"feature_name":null,"count":1},7,[{}]]}
            """;
        var answer = await Server.PostAsync(Evaluations, body, MadeShop.ClientKey);
        (answer.Status, answer.Text).ShouldBe((204, ""));
        ReadTimes(MadeShop.Button).ShouldBe(5);
        ReadTimes(MadeShop.Limit).ShouldBe(0);
    }

    [Theory]
    [InlineData(Counts, "[]")]
    [InlineData(Counts, "7")]
    [InlineData(Counts, "")]
    [InlineData(Counts, """{"a":1} x""")]
    [InlineData(Evaluations, "[]")]
    [InlineData(Evaluations, "{}")]
    [InlineData(Evaluations, """{"evaluations":{}}""")]
    [InlineData(Evaluations, """{"evaluations":[{}""")]
    public async Task ABodyOfAnotherForm_IsRefused(string path, string body)
    {
        Serve();
        (await Server.PostAsync(path, body, MadeShop.ClientKey)).ShouldBe(400);
    }

    [Fact]
    public async Task OneFlagOverOfrep_IsCountedAsRead_AndEveryQuestionAsARequest()
    {
        Serve();
        const string body = """{"context":{"targetingKey":"user_1"}}""";
        (await Server.PostAsync($"{Ofrep}/checkout_button", body, MadeShop.ClientKey)).ShouldBe(200);
        (await Server.PostAsync(Ofrep, body, MadeShop.ClientKey)).ShouldBe(200);
        (await Server.GetAsync(Flags, MadeShop.ClientKey)).ShouldBe(200);
        (await Server.GetAsync(Flags, "nope")).ShouldBe(403);
        ReadTimes(MadeShop.Button).ShouldBe(1);
        ReadTimes(0).ShouldBe(3);
    }

    private long ReadTimes(int feature) => Server.Get<RequestCounts>().Waiting(MadeShop.Id, feature).Sum(hour => hour.Requests);
}
