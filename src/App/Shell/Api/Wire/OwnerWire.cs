using System.Text.Json;
using ExperimentAdmin.Core.Access.Ownership;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Whom to ask about something.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">What others call them.</param>
internal sealed record OwnerWire(int Id, string Name)
{
    public static OwnerWire? Of(OwnerItem? owner) => owner is null ? null : new OwnerWire(owner.PersonId, owner.Name);

    /// <summary>The owner that a body names: by their id, as they were read, or null for nobody; null when it names none.</summary>
    public static NewOwner? Read(WireObject body) => body.Raw("owner")?.ValueKind switch
    {
        null => null,
        JsonValueKind.Null => new NewOwner(null),
        JsonValueKind.Object => body.Object("owner", required: true)?.Id("id", required: true) is { } id ? new NewOwner(id) : null,
        _ => body.Id("owner", required: true) is { } id ? new NewOwner(id) : null,
    };

    /// <summary>The tags that a body names; null when it names none.</summary>
    public static IReadOnlyList<string>? ReadTags(WireObject body) => body.Texts("tags", required: false, most: 100);
}
