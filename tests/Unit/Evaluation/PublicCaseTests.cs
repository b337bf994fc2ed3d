using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Unit.Evaluation;

/// <summary>The public cases of the engines, one file each, in the folder that <c>ENGINE_TEST_DATA</c> names.</summary>
public sealed class PublicCaseTests
{
    private const string Variable = "ENGINE_TEST_DATA";

    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    public static TheoryData<string> Names() => Folder is null
        ? [string.Empty]
        : [.. Directory.EnumerateFiles(Folder, "*.json*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheEngine_GivesTheResultOfTheCase(string name)
    {
        Assert.SkipWhen(Folder is null, $"{Variable} names no folder of cases.");
        var text = await File.ReadAllTextAsync(Path.Join(Folder, name), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text, s_options);
        var context = document.RootElement.GetProperty("context");
        var wanted = JsonNode.Parse(text, documentOptions: s_options)!["result"];

        foreach (var result in (string[])[ContextJson.Evaluate(context), ContextJson.Evaluate(context.GetRawText())])
        {
            JsonNode.DeepEquals(JsonNode.Parse(result), wanted).ShouldBeTrue($"{result}\nwanted\n{wanted}");
        }
    }
}
