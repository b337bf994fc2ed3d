using System.Text.Json;

namespace ExperimentAdmin.Core.Audit;

/// <summary>
/// Says what records hold of one kind of object in the words of its pages: asked by whoever shows records, answered by the room whose
/// objects they are. Members without such words are read as they are.
/// </summary>
public interface IRecordWords
{
    /// <summary>The kind of object that it speaks of.</summary>
    AuditKind Kind { get; }

    /// <summary>What a member says, all of it; empty when it says nothing to people; null when it reads well as it is.</summary>
    /// <param name="member">Its name in the record: <c>rules</c>.</param>
    /// <param name="value">What it holds.</param>
    string? Of(string member, JsonElement value);
}
