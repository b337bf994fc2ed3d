using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// A query of <see cref="EF"/> that is taken apart once and not at every call, which for one of several joins costs more than the
/// database needs to answer it. For what runs while a writer holds the lock that others wait for, and for what every request asks.
/// </summary>
/// <remarks>
/// What EF compiles belongs to the model of one database, so there is one for each. It tracks, or does not, as the first context did that
/// asked: what gives rows of a table says which.
/// </remarks>
/// <param name="compile">Calls one of the forms of CompileAsyncQuery.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _queries = [];

    /// <summary>The query for the database of a context, to be called with that context.</summary>
    public TQuery On(AppDbContext db) => _queries.GetValue(db.Model, _ => compile());
}
