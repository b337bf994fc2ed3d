using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Compiled;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>
/// Evaluates the JSON of an evaluation context into the JSON of an evaluation result, the form in which the public cases
/// of the engines are written and in which engines are compared.
/// </summary>
public static class ContextJson
{
    /// <summary>Evaluates every feature of a context.</summary>
    /// <param name="context">
    /// The context: environment, and if there are any identity, features and segments. Comments and trailing commas are fine; of
    /// members that are there twice, and of features of the same name, the last counts.
    /// </param>
    /// <returns>The result: flags by name, and the segments that matched in the order of the context.</returns>
    /// <exception cref="JsonException">
    /// The text is not JSON of whole characters, a member that every context has is missing, or one that is read is of another
    /// type or a number beyond all measure.
    /// </exception>
    public static string Evaluate(string context)
    {
        using var plain = NormalizedContext.Of(context);
        return Evaluate(plain);
    }

    /// <inheritdoc cref="Evaluate(string)"/>
    public static string Evaluate(JsonElement context)
    {
        using var plain = NormalizedContext.Of(context);
        return Evaluate(plain);
    }

    private static string Evaluate(JsonDocument plain)
    {
        var context = plain.RootElement;
        var environment = ContextReader.Member(context, "environment", JsonValueKind.Object);
        var snapshot = ContextReader.Read(
            ContextReader.Text(environment, "key"), ContextReader.Text(environment, "name"), context);
        var asked = new EvaluationContext(snapshot.Key, snapshot.Name, ContextReader.Identity(context)) { Json = plain };
        return ResultWriter.Write(snapshot, asked);
    }
}
