namespace ExperimentAdmin.Core.Common;

/// <summary>One page of a longer list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The rows of this page, in the order that was asked for.</param>
/// <param name="Total">How many rows the whole filtered list has.</param>
/// <param name="Number">Which page this is, from 1.</param>
/// <param name="Size">How many rows a full page has.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size)
{
    /// <summary>How many pages there are; at least 1.</summary>
    public int Count => Math.Max(1, (Total + Size - 1) / Size);
}
