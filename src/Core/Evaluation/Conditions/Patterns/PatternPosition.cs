namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>What can be true of a place between two characters.</summary>
[Flags]
internal enum PatternPosition
{
    None = 0,

    /// <summary>Before the first character.</summary>
    Start = 1,

    /// <summary>There, or after a line feed.</summary>
    LineStart = 2,

    /// <summary>After the last character.</summary>
    End = 4,

    /// <summary>There, or before a line feed that is the last character.</summary>
    LastLineEnd = 8,

    /// <summary>There, or before any line feed.</summary>
    LineEnd = 16,

    /// <summary>Where a word begins or ends.</summary>
    WordEdge = 32,
}
