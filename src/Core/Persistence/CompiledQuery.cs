using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// A query that is taken apart once and not at every call, which for a query of several joins costs more than the
/// database needs to answer it. For what runs while a writer holds the lock that others wait for, and for what every request asks.
/// </summary>
internal sealed class CompiledQuery<TFirst, TSecond, TRow>(Expression<Func<AppDbContext, TFirst, TSecond, IQueryable<TRow>>> query)
{
    private readonly PerModel<Func<AppDbContext, TFirst, TSecond, IAsyncEnumerable<TRow>>> _compiled = new(() => EF.CompileAsyncQuery(query));

    public async Task<List<TRow>> ListAsync(AppDbContext db, TFirst first, TSecond second, CancellationToken cancellationToken)
        => await _compiled.For(db)(db, first, second).ToListAsync(cancellationToken);
}
