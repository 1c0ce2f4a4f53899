//! The Merkle tree of RFC 6962, as far as its root needs it: for each 1 in the size, the hash of one whole subtree.
//!
//! Of a million leaves it keeps at most twenty hashes, and a new leaf costs two hashes on the average. Must not know what
//! a leaf is.

use huiyin_store::journal::Hash;
use sha2::{Digest, Sha256};

/// A tree that grows to the right.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    size: u64,
    /// Whole subtrees from the left, each smaller than the one before it.
    subtrees: Vec<Hash>,
}

impl Tree {
    /// How many leaves it has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf at the right.
    pub fn push(&mut self, leaf: &[u8]) {
        let mut hash = hash(0, &[leaf]);
        // As many subtrees become whole as the size has trailing ones: counting up carries just so far.
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.subtrees.pop() else { break };
            hash = node(&left, &hash);
        }
        self.subtrees.push(hash);
        self.size += 1;
    }

    /// The root of the tree as it now stands.
    pub fn root(&self) -> Hash {
        let mut from_right = self.subtrees.iter().rev();
        match from_right.next() {
            Some(last) => from_right.fold(*last, |right, left| node(left, &right)),
            None => Sha256::digest([]).into(),
        }
    }
}

fn node(left: &Hash, right: &Hash) -> Hash {
    hash(1, &[left, right])
}

/// Leaves and nodes are marked, so that none can be taken for the other.
fn hash(mark: u8, parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([mark]);
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use huiyin_store::journal::hex;

    use super::*;

    /// The leaves that implementations of the standard are commonly held against.
    const LEAVES: [&[u8]; 8] = [b"", b"\x00", b"\x10", b"\x20\x21", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];

    /// The root after each leaf, computed by a recursive implementation outside this program.
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_the_standard() {
        let mut tree = Tree::default();
        assert_eq!(hex(&tree.root()), ROOTS[0]);
        for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
            tree.push(leaf);
            assert_eq!(hex(&tree.root()), *root, "{} leaves", tree.size());
        }
    }

    /// The definition in section 2.1 of the standard, word for word: the left half is the largest power of two.
    fn by_definition(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [leaf] => hash(0, &[leaf]),
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn a_grown_tree_is_the_defined_one_at_every_size() {
        let leaves: Vec<Vec<u8>> = (0..300_u32).map(|n| n.to_be_bytes().to_vec()).collect();
        let mut tree = Tree::default();
        for size in 1..=leaves.len() {
            tree.push(&leaves[size - 1]);
            assert_eq!(tree.root(), by_definition(&leaves[..size]), "{size} leaves");
            assert_eq!(tree.subtrees.len(), size.count_ones() as usize);
        }
    }
}
