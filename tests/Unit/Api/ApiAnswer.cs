using System.Text.Json.Nodes;

namespace ExperimentAdmin.Unit.Api;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The code of a refusal of our own.</summary>
    public string? Code => Json["code"]?.GetValue<string>();

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>Expects a status, and shows the body when it is another.</summary>
    public ApiAnswer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>Expects a refusal of our own: problem details with a code.</summary>
    public ApiAnswer ShouldBeProblem(int status, string code)
    {
        ShouldBe(status);
        Headers["Content-Type"].ShouldStartWith("application/problem+json");
        Json["status"]!.GetValue<int>().ShouldBe(status);
        Json["detail"]!.GetValue<string>().ShouldNotBeEmpty();
        Code.ShouldBe(code, Text);
        return this;
    }

    /// <summary>Expects the same refusal of our own as another request got.</summary>
    public void ShouldBeLike(ApiAnswer other)
        => (Status, Code, Json["detail"]!.GetValue<string>()).ShouldBe((other.Status, other.Code, other.Json["detail"]!.GetValue<string>()));

    /// <summary>Expects a refusal of our own that has a sentence about one input.</summary>
    public ApiAnswer ShouldBeProblem(int status, string code, string field)
    {
        ShouldBeProblem(status, code);
        Json["errors"]![field].ShouldNotBeNull(Text);
        return this;
    }

    /// <summary>Expects a page, and gives one member of its rows.</summary>
    public IReadOnlyList<string?> Rows(string member)
        => [.. ShouldBe(200).Json["results"]!.AsArray().Select(row => row![member]?.ToString())];

    /// <summary>Expects a status and exactly this body.</summary>
    public ApiAnswer ShouldBe(int status, string json)
    {
        ShouldBe(status);
        JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(json)).ShouldBeTrue($"{Text}\nis not\n{json}");
        return this;
    }
}
