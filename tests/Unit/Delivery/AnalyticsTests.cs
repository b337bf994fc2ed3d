using ExperimentAdmin.Core.Serving.Counts;

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
             {"feature_name":"checkout_button","enabled_when_evaluated":"false","count":"3"},{"feature_name":"nope","enabled_when_evaluated":true,"count":9},
             {"feature_name":"limit","identity_identifier":null,"enabled_when_evaluated":true,"count":0}]}
            """;
        var answer = await Server.PostAsync(Evaluations, body, MadeShop.ClientKey);
        (answer.Status, answer.Text).ShouldBe((204, ""));
        ReadTimes(MadeShop.Button).ShouldBe(5);
        ReadTimes(MadeShop.Limit).ShouldBe(0);
    }

    [Theory]
    [InlineData("{}", """{"evaluations":["This field is required."]}""")]
    [InlineData("""{"evaluations":null}""", """{"evaluations":["This field may not be null."]}""")]
    [InlineData("""{"evaluations":{}}""", """{"evaluations":{"non_field_errors":["Expected a list of items but got type \"dict\"."]}}""")]
    [InlineData("""{"evaluations":"x"}""", """{"evaluations":{"non_field_errors":["Expected a list of items but got type \"str\"."]}}""")]
    [InlineData(
        """{"evaluations":[{},{"feature_name":"limit","enabled_when_evaluated":true,"count":1},{"feature_name":null,"enabled_when_evaluated":null,"count":null},7]}""",
        """
        {"evaluations":[{"feature_name":["This field is required."],"enabled_when_evaluated":["This field is required."],"count":["This field is required."]},{},
         {"feature_name":["This field may not be null."],"enabled_when_evaluated":["This field may not be null."],"count":["This field may not be null."]},
         {"non_field_errors":["Invalid data. Expected a dictionary, but got int."]}]}
        """)]
    [InlineData(
        """{"evaluations":[{"feature_name":["limit"],"identity_identifier":{},"enabled_when_evaluated":"maybe","count":1.5}]}""",
        """
        {"evaluations":[{"feature_name":["Not a valid string."],"identity_identifier":["Not a valid string."],"enabled_when_evaluated":["Must be a valid boolean."],
         "count":["A valid integer is required."]}]}
        """)]
    [InlineData("[]", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""")]
    public async Task AnEvaluation_NeedsItsMembers_AndWhatIsWrongIsSaidAtItsPlace(string body, string refusal)
    {
        Serve();
        (await Server.PostAsync(Evaluations, body, MadeShop.ClientKey)).ShouldBe(400, refusal);
        ReadTimes(MadeShop.Limit).ShouldBe(0);
    }

    [Theory]
    [InlineData("[]", "list")]
    [InlineData("7", "int")]
    [InlineData("1.5", "float")]
    [InlineData("true", "bool")]
    [InlineData("\"x\"", "str")]
    [InlineData("null", "NoneType")]
    public async Task CountsThatAreNoObject_AreRefusedWithTheirType(string body, string type)
    {
        Serve();
        (await Server.PostAsync(Counts, body, MadeShop.ClientKey))
            .ShouldBe(400, $$"""{"non_field_errors":["Invalid data. Expected a dictionary, but got {{type}}."]}""");
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
