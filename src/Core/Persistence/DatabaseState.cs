namespace ExperimentAdmin.Core.Persistence;

/// <summary>Whose a database is, and how far it has come.</summary>
internal enum DatabaseState
{
    /// <summary>It has had no change of anybody.</summary>
    Empty,

    /// <summary>It has some of our changes.</summary>
    Older,

    /// <summary>It has all of our changes, and no other.</summary>
    Current,

    /// <summary>It has changes that came after ours.</summary>
    Newer,

    /// <summary>It has our tables, but as other changes made them before the first release.</summary>
    FromBefore,

    /// <summary>It is of another program.</summary>
    Foreign,
}
