using System.Text.Json;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>
/// Evaluates the JSON of an evaluation context into the JSON of an evaluation result, the form in which the public cases
/// of the engines are written and in which engines are compared.
/// </summary>
public static class ContextJson
{
    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 256,
    };

    /// <summary>Evaluates every feature of a context.</summary>
    /// <param name="context">The context: environment, and if there are any identity, features and segments.</param>
    /// <returns>The result: flags by name, and the segments that matched in the order of the context.</returns>
    /// <exception cref="JsonException">The text is not JSON, or a member that every context has is missing or of another type.</exception>
    public static string Evaluate(string context)
    {
        using var document = JsonDocument.Parse(context, s_options);
        return Evaluate(document.RootElement);
    }

    /// <inheritdoc cref="Evaluate(string)"/>
    public static string Evaluate(JsonElement context)
    {
        var environment = ContextReader.Member(context, "environment", JsonValueKind.Object);
        var snapshot = ContextReader.Read(
            ContextReader.Text(environment, "key"), ContextReader.Text(environment, "name"), context);
        return ResultWriter.Write(snapshot, snapshot.ContextOf(ContextReader.Identity(context)));
    }
}
