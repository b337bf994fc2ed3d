using System.Text.Json.Nodes;

namespace ExperimentAdmin.Unit.Api;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>Expects a status, and shows the body when it is another.</summary>
    public ApiAnswer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>Expects a status and exactly this body.</summary>
    public ApiAnswer ShouldBe(int status, string json)
    {
        ShouldBe(status);
        JsonNode.DeepEquals(JsonNode.Parse(Text), JsonNode.Parse(json)).ShouldBeTrue($"{Text}\nis not\n{json}");
        return this;
    }
}
