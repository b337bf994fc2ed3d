using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Keeps what was compiled: it belongs to one database's model, and to contexts that track or to contexts that do not.</summary>
internal sealed class PerModel<TCompiled>(Func<TCompiled> compile)
    where TCompiled : class
{
    private readonly ConditionalWeakTable<IModel, TCompiled> _tracking = [];
    private readonly ConditionalWeakTable<IModel, TCompiled> _untracked = [];

    public TCompiled For(AppDbContext db)
    {
        var known = db.ChangeTracker.QueryTrackingBehavior is QueryTrackingBehavior.TrackAll ? _tracking : _untracked;
        return known.GetValue(db.Model, _ => compile());
    }
}
