namespace ExperimentAdmin.Core.Experiments.Presence;

/// <summary>Somebody who has the page of an experiment open. Each open page says so every now and then; nothing of it is audited.</summary>
internal sealed class PagePresence
{
    public const int VisitLength = 32;

    /// <summary>Of one open page, made up by it.</summary>
    public required string Visit { get; init; }

    public required int ExperimentId { get; init; }

    public required int PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether something is being edited there.</summary>
    public required bool IsEditing { get; init; }

    /// <summary>When it last said so, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
